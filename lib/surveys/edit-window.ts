import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import type { SurveyDefinition } from './survey.ts';

const msPerHour = 3_600_000;

/** The last instant at which a complete response may be changed. */
export const editableUntil = (
  completed: Instant,
  { editableForHours }: Pick<SurveyDefinition, 'editableForHours'>,
): Instant => toInstant(epochMs(completed) + editableForHours * msPerHour);
