import { fail, ok, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { DayOf } from '../ports.ts';
import type { HeldDecision, HeldResponse } from './held-response.ts';
import type { QuarantineStore } from './ports.ts';

/** A suspect of a survey, and when it is decided about. */
export interface HeldRequest {
  readonly surveyId: string;
  readonly responseId: string;
  readonly now: Instant;
}

export interface DecidePorts {
  readonly quarantine: Pick<QuarantineStore, 'find' | 'decide'>;
  readonly dayOf: DayOf;
}

const isDecided = (found: HeldResponse | HeldDecision): found is HeldDecision =>
  'decision' in found;

/** Decides about a suspect once: the same decision again changes nothing, the other one is refused. */
export const decideHeld =
  (
    { quarantine, dayOf }: DecidePorts,
    decision: HeldDecision['decision'],
    perform: (held: HeldResponse, now: Instant) => Promise<Result<unknown>>,
  ) =>
  async ({ surveyId, responseId, now }: HeldRequest): Promise<Result<HeldDecision>> => {
    const found = await quarantine.find(responseId, dayOf(now));
    if (found?.surveyId !== surveyId) return fail('held_response_not_found');
    if (isDecided(found))
      return found.decision === decision ? ok(found) : fail('held_response_decided');
    const performed = await perform(found, now);
    if (!performed.ok) return performed;
    await quarantine.decide(found, decision);
    const { id, day } = found;
    return ok({ id, surveyId, day, decision });
  };

/** Deletes a suspect: its answers go at once, and its link is free. */
export const rejectHeld = (ports: DecidePorts) =>
  decideHeld(ports, 'rejected', async () => ok(undefined));
