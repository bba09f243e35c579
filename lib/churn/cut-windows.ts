import type { WindowCut } from './churn-case.ts';

/** Windows shorter than two weeks say little about a horizon of months. */
const windowDaysMin = 14;

export interface Cuts {
  /** What a churn model of the whole stretch learns from; empty where the data are too short. */
  readonly training: readonly WindowCut[];
  /** The last complete window: what evaluations keep back. They train on `cutWindows` up to its cut. */
  readonly holdOut: WindowCut | null;
}

const windowsOf = (lastDay: number, days: readonly number[]): readonly WindowCut[] =>
  days
    .map(Math.floor)
    .filter((windowDays) => windowDays >= windowDaysMin)
    .map((windowDays) => ({ cutDay: lastDay - windowDays, windowDays }));

/**
 * Where to cut the past of a firm whose first and last day of data these are (both inclusive). A window takes at most
 * half of the data, so that as much lies before its cut as behind it.
 */
export const cutWindows = (
  { firstDay, lastDay }: { firstDay: number; lastDay: number },
  horizonDays: number,
): Cuts => {
  const days = lastDay - firstDay + 1;
  const [longest, ...shorter] = [days / 2, days / 3].map((share) => Math.min(share, horizonDays));
  const training = windowsOf(lastDay, [...new Set([longest ?? 0, ...shorter])]);
  return { training, holdOut: training[0] ?? null };
};
