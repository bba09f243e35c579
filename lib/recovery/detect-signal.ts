import type { LedgerEvent } from '../events/ledger-event.ts';
import { epochMs } from '../shared/time.ts';
import type { Signal } from './recovery-case.ts';
import type { RecoverySettings } from './recovery-settings.ts';

type Triggers = RecoverySettings['triggers'];

/** A score of an event, on its own scale. */
export interface Score {
  readonly metric: NonNullable<Signal['metric']>;
  readonly value: number;
}

const metrics = ['nps', 'csat', 'ces'] as const;

/** The scores that an answer or a review carries, recommendation first. */
export const scoresOf = (event: LedgerEvent): readonly Score[] => {
  if (event.type === 'response')
    return metrics.flatMap((metric) => {
      const value = event.metrics[metric];
      return value === undefined ? [] : [{ metric, value }];
    });
  return event.type === 'feedback' && event.rating !== undefined
    ? [{ metric: 'rating', value: event.rating }]
    : [];
};

/** Days by which what was said may be older than its record. */
const lateDaysMax = 30;

const msPerDay = 86_400_000;

/**
 * Whether a review, a mention or a call was history when it was recorded. Bringing in the reviews of
 * past years must not open a case for each bad one, overdue from the start.
 */
export const isHistory = ({ type, occurredAt, recordedAt }: LedgerEvent): boolean =>
  type === 'feedback' && epochMs(recordedAt) - epochMs(occurredAt) > lateDaysMax * msPerDay;

const boundOf = (triggers: Triggers, { metric }: Score): number | null =>
  ({
    nps: triggers.npsAtMost,
    csat: triggers.csatAtMost,
    ces: triggers.cesAtMost,
    rating: triggers.ratingAtMost,
  })[metric];

/** Whether a score opens a case. */
export const isLow = (triggers: Triggers, score: Score): boolean => {
  const bound = boundOf(triggers, score);
  return bound !== null && score.value <= bound;
};

/** What an answer or a review says that asks for a case: its first low score, none where all are well. */
export const signalOf = (event: LedgerEvent, triggers: Triggers): Signal | null => {
  const low = scoresOf(event).find((score) => isLow(triggers, score));
  if (low === undefined) return null;
  return {
    cause: low.metric === 'nps' ? 'detractor' : 'low_score',
    eventId: event.eventId,
    ...(event.type === 'response' ? { surveyId: event.surveyId } : {}),
    ...low,
    at: event.occurredAt,
  };
};
