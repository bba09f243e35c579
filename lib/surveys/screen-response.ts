import { ok } from '../shared/result.ts';
import type { Receipt } from './submission.ts';
import type { Ready, Taken } from './take-response.ts';
import type { Attempted } from './until-settled.ts';

/**
 * Looks at a response that is ready to be stored: gives nothing where it may be, a refusal, or the
 * receipt of one that was put somewhere else (quarantine). `again`: what it stands on has changed.
 */
export type Screen = (ready: Ready) => Promise<Screened>;
export type Screened = Attempted<Receipt | undefined>;

/** For what staff write down. */
export const passAll: Screen = async () => ok(undefined);

/** Stores what the screen lets through. Whoever a full quota turns away leaves nothing behind to be looked at. */
export const storeScreened = async (
  ready: Ready,
  screen: Screen,
  store: (ready: Ready) => Promise<Taken>,
): Promise<Taken> => {
  const screened = await (ready.check.full ? passAll : screen)(ready);
  if (screened === 'again' || !screened.ok) return screened;
  return screened.value ? ok(screened.value) : store(ready);
};
