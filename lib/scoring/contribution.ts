import { monthsIn, netRevenue, sumMonths } from './detail-value.ts';
import type { MonthPeriod } from './months.ts';
import type { CostSettings } from './policy/costs.ts';
import type { DetailFold, MonthDetail } from './statistics.ts';

/** Parts of the profit from a customer in a period, in minor units. */
export interface Contribution {
  /** revenue - goodsCost - costToServe - rewards. */
  readonly amount: number;
  /** Net of refunds and discounts. */
  readonly revenue: number;
  readonly goodsCost: number;
  /** Contacts and service at the rates of the policy; null where it names none, and then in no sum. */
  readonly costToServe: number | null;
  readonly rewards: number;
  /** What the revenue is already net of. */
  readonly discounts: number;
}

const minutesPerHour = 60;

const serviceCost = (months: readonly MonthDetail[], costs: CostSettings): number | null =>
  costs.perServiceHour === null
    ? null
    : Math.round((sumMonths(months, 'serviceMinutes') / minutesPerHour) * costs.perServiceHour);

const costToServe = (months: readonly MonthDetail[], costs: CostSettings): number | null => {
  const service = serviceCost(months, costs);
  if (costs.perContact === null) return service;
  return sumMonths(months, 'contacts') * costs.perContact + (service ?? 0);
};

/** Contribution of a period; null where a purchase in it carries no cost: the margin is then not known. */
export const contributionIn = (
  detail: Pick<DetailFold, 'months'>,
  period: MonthPeriod,
  costs: CostSettings,
): Contribution | null => {
  const months = monthsIn(detail, period);
  if (sumMonths(months, 'costed') !== sumMonths(months, 'purchases')) return null;
  const revenue = netRevenue(months);
  const goodsCost = sumMonths(months, 'cost');
  const rewards = sumMonths(months, 'rewards');
  const served = costToServe(months, costs);
  return {
    amount: revenue - goodsCost - (served ?? 0) - rewards,
    revenue,
    goodsCost,
    costToServe: served,
    rewards,
    discounts: sumMonths(months, 'discounts'),
  };
};

/** What a customer gave us and what we gave back, in minor units. */
export interface MutualValue {
  /** Revenue after refunds. */
  readonly received: number;
  readonly given: {
    readonly discounts: number;
    readonly rewards: number;
    /** Hours of service at their cost; null where the policy names none, and then in no sum. */
    readonly service: number | null;
    readonly total: number;
  };
  readonly serviceMinutes: number;
}

/** Value in both directions in a period. */
export const mutualIn = (
  detail: Pick<DetailFold, 'months'>,
  period: MonthPeriod,
  costs: CostSettings,
): MutualValue => {
  const months = monthsIn(detail, period);
  const discounts = sumMonths(months, 'discounts');
  const rewards = sumMonths(months, 'rewards');
  const service = serviceCost(months, costs);
  return {
    received: netRevenue(months),
    given: { discounts, rewards, service, total: discounts + rewards + (service ?? 0) },
    serviceMinutes: sumMonths(months, 'serviceMinutes'),
  };
};
