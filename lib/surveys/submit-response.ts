import { ok, type Result } from '../shared/result.ts';
import { prepareResponse } from './prepare-response.ts';
import { passAll, type Screen, storeScreened } from './screen-response.ts';
import { startPartial } from './start-partial.ts';
import type { Receipt, Submission, SubmitContext } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import { takeResponse } from './take-response.ts';
import { untilSettled } from './until-settled.ts';

/**
 * Takes one response: of a personal link exactly one, whatever arrives at the same time. What was
 * prepared is prepared again where somebody else came first: by then it was answered, or begun.
 */
export const submitResponse = (ports: SubmitPorts) => {
  const prepare = prepareResponse(ports);
  const take = takeResponse(ports);
  const start = startPartial(ports);
  return async (
    submission: Submission,
    context: SubmitContext,
    screen: Screen = passAll,
  ): Promise<Result<Receipt>> =>
    untilSettled(async () => {
      const prepared = await prepare(submission, context);
      if (!prepared.ok) return prepared;
      return prepared.value.kind === 'answered'
        ? ok(prepared.value.receipt)
        : storeScreened(prepared.value, screen, prepared.value.complete ? take : start);
    });
};
