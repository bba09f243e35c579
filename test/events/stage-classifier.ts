import type { Classify } from '../../lib/events/ports.ts';
import { prospectClasses, type Stage } from '../../lib/scoring/classes.ts';

const stageOf = (purchaseDays: number): Stage => {
  if (purchaseDays === 0) return 'prospect';
  if (purchaseDays === 1) return 'first';
  return purchaseDays < 5 ? 'repeat' : 'loyal';
};

/** A classifier without model: the stage by purchase days, a bucket by the total. */
export const stageClassifier: Classify = ({ statistics }) => ({
  classes: {
    ...prospectClasses,
    stage: stageOf(statistics.purchaseDays),
    bucket: Math.min(99, Math.floor(Math.log2(statistics.total + 1))),
  },
  nextChangeDay: null,
});
