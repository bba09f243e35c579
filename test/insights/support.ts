import type { PurchaseDay } from '../../lib/events/purchase-days.ts';
import type { Member } from '../../lib/insights/churn-periods.ts';
import { firstLife } from '../../lib/insights/churn-table.ts';
import type { CohortMember } from '../../lib/insights/cohorts.ts';
import { staysOf } from '../../lib/insights/stays.ts';
import type { Term, Timeline } from '../../lib/insights/timeline.ts';
import { dateToDay } from '../../lib/shared/time.ts';

/** Purchases as `2026-01-05: 100`, amounts in minor units. */
export const purchases = (days: Readonly<Record<string, number>>): PurchaseDay[] =>
  Object.entries(days)
    .map(([date, amount]) => ({ day: dateToDay(date), amount }))
    .sort((a, b) => a.day - b.day);

export const timeline = (
  days: readonly PurchaseDay[],
  { terms = [] }: { terms?: readonly Term[] } = {},
): Timeline => ({ customerId: 'cus_0', days, terms });

export const member = (
  of: Timeline,
  horizonDays: number,
  tierAtLandmark: string | null = null,
): Member => ({ timeline: of, stays: staysOf(of, { horizonDays }), tierAtLandmark });

export const cohortMember = (of: Timeline, dataEnd: number, horizonDays = 90): CohortMember => ({
  timeline: of,
  life: firstLife(member(of, horizonDays), dataEnd),
});
