import { ok, type Result } from '../shared/result.ts';
import { prepareResponse } from './prepare-response.ts';
import { startPartial } from './start-partial.ts';
import type { Receipt, Submission, SubmitContext } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import { type Ready, takeResponse } from './take-response.ts';
import { type Attempted, untilSettled } from './until-settled.ts';

/**
 * Looks at a response that is ready to be stored: gives nothing where it may be, a refusal, or the
 * receipt of one that was put somewhere else (quarantine). `again`: what it stands on has changed.
 */
export type Screen = (ready: Ready) => Promise<Screened>;
export type Screened = Attempted<Receipt | undefined>;

const passAll: Screen = async () => ok(undefined);

/** Whoever a full quota turns away leaves nothing behind that would have to be looked at. */
const look = (screen: Screen, ready: Ready): Promise<Screened> =>
  (ready.check.full === null ? screen : passAll)(ready);

/**
 * Takes one response: of a personal link exactly one, whatever arrives at the same time. What was
 * prepared is prepared again where somebody else came first: by then it was answered, or begun.
 */
export const submitResponse = (ports: SubmitPorts) => {
  const prepare = prepareResponse(ports);
  const take = takeResponse(ports);
  const start = startPartial(ports);
  const store = async (ready: Ready, screen: Screen): Promise<Attempted<Receipt>> => {
    const screened = await look(screen, ready);
    if (screened === 'again' || !screened.ok) return screened;
    if (screened.value) return ok(screened.value);
    return (ready.complete ? take : start)(ready);
  };
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
        : store(prepared.value, screen);
    });
};
