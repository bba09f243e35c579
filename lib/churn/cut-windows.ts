import type { WindowCut } from './churn-case.ts';

/** Windows shorter than two weeks say little about a horizon of months. */
const windowDaysMin = 14;
/** Each takes a fold of the sample and a fit; more past says less about today. */
const windowsMax = 3;

export interface Cuts {
  /** What a churn model of the whole stretch learns from, the latest first; empty where the data are too short. */
  readonly training: readonly WindowCut[];
  /** The last complete window: what evaluations keep back. They train on `cutWindows` up to its cut. */
  readonly holdOut: WindowCut | null;
}

const windowBefore = (end: number, windowDays: number): WindowCut => ({
  cutDay: end - windowDays,
  windowDays,
});

/** Back to back from the end, while no less lies before a window than in it. */
const backToBack = (firstDay: number, lastDay: number, windowDays: number): WindowCut[] => {
  const windows: WindowCut[] = [];
  let end = lastDay;
  while (windows.length < windowsMax && end - windowDays - firstDay + 1 >= windowDays) {
    windows.push(windowBefore(end, windowDays));
    end -= windowDays;
  }
  return windows;
};

/**
 * Where to cut the past of a firm whose first and last day of data these are (both inclusive). A training window stands
 * to the days before it as the horizon h stands to all L days of data, h L / (L + h) days: how far a model is off
 * depends on that ratio. It takes at most half of the data. With years of data that is nearly the horizon. Where only one such window fits, a second one
 * of two thirds of its length shows the customers closer to today.
 */
export const cutWindows = (
  { firstDay, lastDay }: { readonly firstDay: number; readonly lastDay: number },
  horizonDays: number,
): Cuts => {
  const days = lastDay - firstDay + 1;
  const matching = Math.floor((days * horizonDays) / (days + horizonDays));
  const windowDays = Math.min(matching, Math.floor(days / 2));
  const holdOutDays = Math.min(horizonDays, Math.floor(days / 2));
  const holdOut = holdOutDays < windowDaysMin ? null : windowBefore(lastDay, holdOutDays);
  if (windowDays < windowDaysMin) return { training: [], holdOut };
  const windows = backToBack(firstDay, lastDay, windowDays);
  if (windows.length > 1) return { training: windows, holdOut };
  const shorter = Math.floor((windowDays * 2) / 3);
  const second = shorter < windowDaysMin ? [] : [windowBefore(lastDay, shorter)];
  return { training: [...windows, ...second], holdOut };
};
