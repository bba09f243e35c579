import type { ChurnCase } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';
import type { Scales } from './churn-signals.ts';

const medianTotal = (cases: readonly ChurnCase[]): number => {
  const totals = cases.flatMap(({ statistics: { total, signals } }) =>
    signals.contract === null && total > 0 ? [total] : [],
  );
  return totals.sort((left, right) => left - right)[Math.floor(totals.length / 2)] ?? 0;
};

/** All days between first and last purchases by all repeats: the mean of every closed gap. Null without one. */
const meanGapDays = (cases: readonly ChurnCase[]): number | null => {
  let days = 0;
  let gaps = 0;
  for (const { statistics } of cases) {
    const { purchaseDays, firstDay, lastDay, signals } = statistics;
    if (signals.contract !== null || firstDay === null || lastDay === null) continue;
    days += lastDay - firstDay;
    gaps += Math.max(0, purchaseDays - 1);
  }
  return gaps === 0 || days <= 0 ? null : days / gaps;
};

/** What is pinned of the scales: a typical total, and the gap between purchases, both without contractual customers. */
export const fittedScales = (
  cases: readonly ChurnCase[],
): Pick<ChurnModel, 'spendReference' | 'gapDays'> => ({
  spendReference: medianTotal(cases),
  gapDays: meanGapDays(cases),
});

/** The scales at work; without a known gap one ninth of the horizon, a month of 39 weeks. */
export const scalesOf = (
  { spendReference, gapDays }: Pick<ChurnModel, 'spendReference' | 'gapDays'>,
  horizonDays: number,
): Scales => ({ spendReference, gapDays: gapDays ?? horizonDays / 9 });
