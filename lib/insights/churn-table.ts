import { type Day, dayToDate } from '../shared/time.ts';
import type { ChurnTable } from './aggregates.ts';
import { churnPeriods, type Member } from './churn-periods.ts';
import { type Life, lifeOf, seenDaysOf } from './life.ts';
import { type ChurnDefinition, stayOn, untilDay } from './stays.ts';
import { survivalSummary } from './survival-summary.ts';

export interface ChurnTableOptions {
  readonly dataEnd: Day;
  readonly definition: ChurnDefinition;
  /** Null where there is none: survival by tier is then not told. */
  readonly landmark: Day | null;
  /** Best first. */
  readonly tiers: readonly string[];
}

/** Rates of churn by month and quarter, and survival over all customers and by tier, all under one definition. */
export const churnTable = (members: readonly Member[], options: ChurnTableOptions): ChurnTable => {
  const { dataEnd } = options;
  return {
    months: churnPeriods(members, { by: 'month', dataEnd }),
    quarters: churnPeriods(members, { by: 'quarter', dataEnd }),
    survival: survivalSummary(members.flatMap((member) => firstLife(member, dataEnd) ?? [])),
    tiers: byTier(members, options),
    winBacks: winBacksOf(members, dataEnd),
  };
};

/** The life of a customer from the beginning to the first loss. Later stays are win-backs and begin no second life. */
export const firstLife = ({ stays: [stay] }: Pick<Member, 'stays'>, dataEnd: Day): Life | null =>
  stay === undefined ? null : lifeOf(stay, { origin: stay.fromDay, dataEnd });

/**
 * Survival from the landmark on of those who counted as customers on that day. All means are restricted to the days
 * that could be seen from the landmark, so that tiers compare.
 */
const byTier = (
  members: readonly Member[],
  { dataEnd, landmark, tiers, definition }: ChurnTableOptions,
): ChurnTable['tiers'] => {
  if (landmark === null) return null;
  const restrictDays = seenDaysOf(definition.horizonDays, { origin: landmark, dataEnd });
  const groups = tiers.flatMap((tier) => {
    const lives = members
      .filter(({ tierAtLandmark }) => tierAtLandmark === tier)
      .flatMap(({ stays }) => {
        const stay = stayOn(stays, landmark);
        return (stay && lifeOf(stay, { origin: landmark, dataEnd })) ?? [];
      });
    const survival = survivalSummary(lives, { restrictDays });
    return survival === null ? [] : [{ tier, survival }];
  });
  return groups.length === 0 ? null : { landmark: dayToDate(landmark), groups };
};

const winBacksOf = (members: readonly Member[], dataEnd: Day): ChurnTable['winBacks'] => {
  const lost = members.filter(({ stays: [stay] }) => stay && untilDay(stay) < dataEnd);
  return { lost: lost.length, returned: lost.filter(({ stays }) => stays.length > 1).length };
};
