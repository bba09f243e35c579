import { fail, ok, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { DayOf } from '../ports.ts';
import { type Attempted, untilSettled } from '../until-settled.ts';
import type { HeldDecision, HeldResponse } from './held-response.ts';
import type { QuarantineStore } from './ports.ts';

/** A suspect of a survey, and when it is decided about. */
export interface HeldRequest {
  readonly surveyId: string;
  readonly responseId: string;
  readonly now: Instant;
}

export interface DecidePorts {
  readonly quarantine: Pick<QuarantineStore, 'find' | 'reject'>;
  readonly dayOf: DayOf;
}

const isDecided = (found: HeldResponse | HeldDecision): found is HeldDecision =>
  'decision' in found;

/** What waits under an id; what was decided about is none. */
export const findWaiting = async (
  { quarantine }: { readonly quarantine: Pick<QuarantineStore, 'find'> },
  responseId: string,
  today: number,
): Promise<HeldResponse | undefined> => {
  const found = await quarantine.find(responseId, today);
  return found && !isDecided(found) ? found : undefined;
};

const repeated = (found: HeldDecision, decision: HeldDecision['decision']): Result<HeldDecision> =>
  found.decision === decision ? ok(found) : fail('held_response_decided');

/**
 * Decides about a suspect once: the same decision again changes nothing, the other one is refused.
 * `perform` keeps the decision with what it does, or says that somebody else came first.
 */
export const decideHeld =
  (
    { quarantine, dayOf }: DecidePorts,
    decision: HeldDecision['decision'],
    perform: (held: HeldResponse, now: Instant) => Promise<Attempted<unknown>>,
  ) =>
  ({ surveyId, responseId, now }: HeldRequest): Promise<Result<HeldDecision>> =>
    untilSettled(async (): Promise<Attempted<HeldDecision>> => {
      const found = await quarantine.find(responseId, dayOf(now));
      if (found?.surveyId !== surveyId) return fail('held_response_not_found');
      if (isDecided(found)) return repeated(found, decision);
      const performed = await perform(found, now);
      if (performed === 'again' || !performed.ok) return performed;
      const { id, day } = found;
      return ok({ id, surveyId, day, decision });
    });

/** Deletes a suspect: its answers go at once, and its link is free. */
export const rejectHeld = (ports: DecidePorts) =>
  decideHeld(ports, 'rejected', async (held) =>
    (await ports.quarantine.reject(held)) ? ok(undefined) : 'again',
  );
