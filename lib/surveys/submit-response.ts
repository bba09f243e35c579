import { fail, ok, type Result } from '../shared/result.ts';
import { prepareResponse } from './prepare-response.ts';
import { startPartial } from './start-partial.ts';
import type { Receipt, Submission, SubmitContext } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import { type Ready, takeResponse } from './take-response.ts';

/**
 * Looks at a response that is ready to be stored: gives nothing where it may be, a refusal, or the
 * receipt of one that was put somewhere else (quarantine). `again`: what it stands on has changed.
 */
export type Screen = (ready: Ready) => Promise<Screened>;
export type Screened = Result<Receipt | undefined> | 'again';

const passAll: Screen = async () => ok(undefined);

/** What was prepared is prepared again where somebody else came first: by then it was answered, or begun. */
const attemptsMax = 20;

/** Takes one response: of a personal link exactly one, whatever arrives at the same time. */
export const submitResponse = (ports: SubmitPorts) => {
  const prepare = prepareResponse(ports);
  const take = takeResponse(ports);
  const start = startPartial(ports);
  return async (
    submission: Submission,
    context: SubmitContext,
    screen: Screen = passAll,
  ): Promise<Result<Receipt>> => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const prepared = await prepare(submission, context);
      if (!prepared.ok) return prepared;
      if (prepared.value.kind === 'answered') return ok(prepared.value.receipt);
      // Whoever a full quota turns away leaves nothing behind that would have to be looked at.
      const isTurnedAway = prepared.value.check.full !== null;
      const screened = await (isTurnedAway ? passAll : screen)(prepared.value);
      if (screened === 'again') continue;
      if (!screened.ok) return screened;
      if (screened.value) return ok(screened.value);
      const taken = await (prepared.value.complete ? take : start)(prepared.value);
      if (taken !== 'again') return taken;
    }
    return fail('busy', { retryAfterSeconds: 1 });
  };
};
