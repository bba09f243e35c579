import type { Instant } from '../shared/time.ts';
import type { LinkPorts } from './open-link.ts';
import type {
  AnonymousRevisions,
  DayOf,
  HeldRevisions,
  IsSpent,
  LinkedRevisions,
  PartialStore,
  QuotaStore,
  ReadClasses,
  RecordAnonymous,
  RecordLinked,
  SurveyKeys,
  UseUp,
} from './ports.ts';
import type { Credential } from './submission.ts';

/** Whether a credential carries our signature for a survey. */
export type VerifyCredential = (surveyId: string, credential: Credential) => Promise<boolean>;

/** What taking a response needs from outside. */
export interface SubmitPorts extends LinkPorts {
  readonly keys: SurveyKeys;
  readonly recordLinked: RecordLinked;
  readonly recordAnonymous: RecordAnonymous;
  readonly useUp: UseUp;
  readonly quotas: QuotaStore;
  readonly partials: PartialStore;
  readonly linkedRevisions: LinkedRevisions;
  readonly anonymousRevisions: AnonymousRevisions;
  readonly heldRevisions: HeldRevisions;
  readonly readClasses: ReadClasses;
  readonly verifyCredential: VerifyCredential;
  readonly isSpent: IsSpent;
  readonly dayOf: DayOf;
  /** The instant at which the business day after that of an instant begins. */
  readonly endOfDay: (date: string) => Instant;
  /** Digits behind the point of the reporting currency. */
  readonly currencyExponent: () => number;
  /** An unpredictable response id that tells no time. */
  readonly randomId: () => string;
}
