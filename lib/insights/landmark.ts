import type { Day } from '../shared/time.ts';

/** A tier of more than a year ago says little about the customers of today. */
const seenDaysMax = 365;
/** With fewer days behind the landmark nothing could be read from the curves. */
const seenDaysMin = 28;

/**
 * The day on which customers are grouped by tier, and from which their survival is then followed (landmark analysis:
 * Anderson, Cain and Gelber, Journal of Clinical Oncology 1 (1983) 710-719; a group formed by what came later would
 * owe its survival to that). Half of the days whose losses could be seen by the end of the data lie behind it, a year
 * at most; null where that is less than four weeks.
 */
export const landmarkDay = ({
  firstDay,
  dataEnd,
  horizonDays,
}: {
  readonly firstDay: Day;
  readonly dataEnd: Day;
  readonly horizonDays: number;
}): Day | null => {
  const lastSeen = dataEnd - horizonDays - 1;
  const seenDays = Math.min(seenDaysMax, Math.floor((lastSeen - firstDay) / 2));
  return seenDays < seenDaysMin ? null : lastSeen - seenDays;
};
