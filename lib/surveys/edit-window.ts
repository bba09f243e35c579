import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import type { SurveyDefinition } from './survey.ts';

const msPerHour = 3_600_000;

/** How often a complete response may be changed: each time is kept as an event of its customer's ledger. */
export const revisionsMax = 100;

/** The last instant at which a complete response may be changed. */
export const editableUntil = (
  completed: Instant,
  { editableForHours }: Pick<SurveyDefinition, 'editableForHours'>,
): Instant => toInstant(epochMs(completed) + editableForHours * msPerHour);
