import type { Signals, Statistics } from '../value/statistics.ts';
import type { ChurnCase } from './churn-case.ts';
import { decidingContract } from './contract-risk.ts';

/** What somebody can do about a risk. */
export const loweringCodes = [
  'purchase',
  'resolve_tickets',
  'answer_complaint',
  'restore_satisfaction',
  'use_points',
  'touch',
  'renew_contract',
] as const;
export type LoweringCode = (typeof loweringCodes)[number];

export interface Lowering {
  readonly code: LoweringCode;
  /** The risk after it is put right, the model's word: what went with such customers, no promise of effect. */
  readonly risk: number;
}

const withSignals = (statistics: Statistics, changed: Partial<Signals>): Statistics => ({
  ...statistics,
  signals: { ...statistics.signals, ...changed },
});

/** One purchase today, of the mean value. */
const afterPurchase = ({ statistics, day }: ChurnCase): Statistics | null => {
  const { purchaseDays, lastDay, total, daySum } = statistics;
  if (purchaseDays === 0 || lastDay === day) return null;
  const amount = Math.round(total / purchaseDays);
  return {
    ...statistics,
    purchaseDays: purchaseDays + 1,
    lastDay: day,
    total: total + amount,
    lastDayTotal: amount,
    daySum: daySum + day,
  };
};

const afterAnswer = ({ statistics }: ChurnCase): Statistics | null =>
  statistics.signals.complaints === 0
    ? null
    : withSignals(statistics, { complaints: 0, lastComplaintDay: null });

/** As satisfied as before the fall, or satisfied at all. */
const afterRestoring = ({ statistics, day }: ChurnCase): Statistics | null => {
  const { satisfaction } = statistics.signals;
  if (satisfaction === null) return null;
  const value = Math.max(satisfaction.previous ?? 0, 75);
  if (satisfaction.value >= value) return null;
  return withSignals(statistics, { satisfaction: { value, day, previous: satisfaction.value } });
};

const afterRenewal = (churnCase: ChurnCase, contractGraceDays: number): Statistics | null => {
  const contract = decidingContract(churnCase, contractGraceDays);
  return (
    contract &&
    withSignals(churnCase.statistics, {
      contract: {
        ...contract,
        endDay: contract.endDay + contract.termDays,
        renewals: contract.renewals + 1,
        cancelled: false,
      },
    })
  );
};

const remedies: Readonly<
  Record<LoweringCode, (churnCase: ChurnCase, contractGraceDays: number) => Statistics | null>
> = {
  purchase: afterPurchase,
  resolve_tickets: ({ statistics }) =>
    statistics.signals.openTickets === 0 ? null : withSignals(statistics, { openTickets: 0 }),
  answer_complaint: afterAnswer,
  restore_satisfaction: afterRestoring,
  use_points: ({ statistics, day }) =>
    statistics.signals.points <= 0 ? null : withSignals(statistics, { lastPointsDay: day }),
  touch: ({ statistics, day }) => withSignals(statistics, { lastTouchDay: day }),
  renew_contract: afterRenewal,
};

/** Falls below the sixth digit are rounding. */
const fallMin = 1e-6;

/** What would lower the risk, the greatest fall first. */
export const loweringOf = (
  churnCase: ChurnCase,
  {
    riskOf,
    contractGraceDays,
  }: {
    readonly riskOf: (churnCase: ChurnCase) => number | null;
    readonly contractGraceDays: number;
  },
): readonly Lowering[] => {
  const now = riskOf(churnCase);
  if (now === null) return [];
  return loweringCodes
    .flatMap((code) => {
      const statistics = remedies[code](churnCase, contractGraceDays);
      const risk = statistics && riskOf({ ...churnCase, statistics });
      return risk === null || now - risk < fallMin ? [] : [{ code, risk }];
    })
    .sort((left, right) => left.risk - right.risk);
};
