import type { FeedbackStore } from '../feedback/ports.ts';
import type { Day, Instant } from '../shared/time.ts';
import type { ResponseReader, SurveyStore } from '../surveys/ports.ts';

/** What insights into words and drivers read. */
export interface VoicePorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly responses: Pick<ResponseReader, 'list'>;
  readonly feedback: Pick<FeedbackStore, 'walk'>;
  /** The business day of an instant. */
  readonly dayOf: (instant: Instant) => Day;
  readonly zone: () => string;
}
