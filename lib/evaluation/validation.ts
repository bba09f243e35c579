import type { WindowCut } from '../churn/churn-case.ts';
import { type TriedCandidate, tryCandidates } from './candidates.ts';
import type { Past, WindowCases } from './past.ts';

/** The share of the data that is kept back to choose a model by. */
const validationShare = 0.25;
/** Shorter windows hold too few purchases to tell models apart. */
const validationDaysMin = 14;
/** Repeat buyers before the cut, and customers of either outcome behind it, below which chance would choose. */
const enough = 30;

/** The candidates, tried on the last quarter of the data. */
export interface Validation {
  readonly window: WindowCases;
  readonly tried: readonly TriedCandidate[];
}

/** The last quarter of what is known at a day, at most a horizon long; null where that is too short. */
export const validationCut = (
  { firstDay, lastDay }: { readonly firstDay: number; readonly lastDay: number },
  horizonDays: number,
): WindowCut | null => {
  const share = Math.floor((lastDay - firstDay + 1) * validationShare);
  const windowDays = Math.min(share, horizonDays);
  return windowDays < validationDaysMin ? null : { cutDay: lastDay - windowDays, windowDays };
};

const isTelling = ({ cases }: WindowCases): boolean => {
  const churned = cases.filter(({ purchases }) => purchases === 0).length;
  const repeatBuyers = cases.filter(({ statistics }) => statistics.purchaseDays > 1).length;
  return Math.min(repeatBuyers, churned, cases.length - churned) >= enough;
};

/** Tries every candidate on the last quarter of what is known at a day; null where the data cannot tell them apart. */
export const validate = (past: Past, day: number, horizonDays: number): Validation | null => {
  const cut = validationCut({ firstDay: past.firstDay, lastDay: day }, horizonDays);
  const window = cut && past.casesAt(cut);
  if (window === null || !isTelling(window)) return null;
  return { window, tried: tryCandidates(window) };
};
