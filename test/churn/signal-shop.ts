import type { ChurnCase, ChurnWindow } from '../../lib/churn/churn-case.ts';
import { type ChurnConditions, fitChurn } from '../../lib/churn/fit-churn.ts';
import { noSignals, type Signals, type Statistics } from '../../lib/scoring/statistics.ts';
import { bgNbd } from '../../lib/value/bg-nbd.ts';
import { logistic } from '../../lib/value/log-space.ts';
import { generator } from '../value/simulate-histories.ts';

export const today = 20_000;
export const horizonDays = 180;
export const transactions = bgNbd.at({ r: 0.5, alpha: 5, a: 0.8, b: 2.5 });

const signalsAt = (random: () => number, day: number, lastDay: number): Signals => {
  const some = (share: number) => random() < share;
  const complained = some(0.15);
  const value = Math.round(random() * 100);
  return {
    ...noSignals,
    lastTouchDay: some(0.4) ? lastDay + Math.floor(random() * (day - lastDay + 1)) : null,
    complaints: complained ? 1 + Math.floor(random() * 3) : 0,
    lastComplaintDay: complained ? day - Math.floor(random() * 200) : null,
    openTickets: some(0.1) ? 1 : 0,
    satisfaction: some(0.5) ? { value, day, previous: some(0.5) ? 60 : null } : null,
    points: some(0.5) ? Math.round(random() * 900) : 0,
    lastPointsDay: day - Math.floor(random() * 300),
  };
};

/** A customer as of a day, with every signal that there is. */
export const randomStatistics = (random: () => number, day: number): Statistics => {
  const repeats = random() < 0.4 ? 0 : Math.floor(random() ** 2 * 20);
  const tenure = 1 + Math.floor(random() * 700);
  const spanDays = repeats === 0 ? 0 : Math.max(1, Math.floor(tenure * random()));
  const firstDay = day - tenure;
  const lastDay = firstDay + spanDays;
  const amounts = Array.from({ length: repeats + 1 }, () => Math.round(500 + random() * 9500));
  return {
    purchaseDays: repeats + 1,
    firstDay,
    lastDay,
    total: amounts.reduce((sum, amount) => sum + amount, 0),
    firstDayTotal: amounts[0] ?? 0,
    lastDayTotal: amounts.at(-1) ?? 0,
    daySum: Math.round(((repeats + 1) * (firstDay + lastDay)) / 2),
    signals: signalsAt(random, day, lastDay),
  };
};

/** How churn comes about in a shop, in log odds added to what the transaction model says. */
export type Truth = (churnCase: ChurnCase) => number;

/** Random customers at two cuts whose churn follows a truth. */
export const windowsOf = (customers: number, truth: Truth, seed = 1): readonly ChurnWindow[] => {
  const random = generator(seed);
  return [today - horizonDays, today - 2 * horizonDays].map((cutDay) => ({
    cutDay,
    windowDays: horizonDays,
    transactions,
    cases: Array.from({ length: customers }, () => {
      const churnCase = { statistics: randomStatistics(random, cutDay), day: cutDay };
      const { purchaseDays, firstDay, lastDay } = churnCase.statistics;
      const silence = transactions.noPurchaseProbability(
        {
          x: purchaseDays - 1,
          tx: ((lastDay ?? 0) - (firstDay ?? 0)) / 7,
          T: (cutDay - (firstDay ?? 0)) / 7,
        },
        horizonDays / 7,
      );
      const odds = Math.log(silence / (1 - silence)) + truth(churnCase);
      return { ...churnCase, churned: random() < logistic(odds) };
    }),
  }));
};

export const populationOf = (customers: number, seed = 9): readonly ChurnCase[] => {
  const random = generator(seed);
  return Array.from({ length: customers }, () => ({
    statistics: randomStatistics(random, today),
    day: today,
  }));
};

export const conditions = (cases: readonly ChurnCase[]): ChurnConditions => ({
  horizonDays,
  contractGraceDays: 30,
  current: { cases, transactions },
});

/** A shop where complaints, tickets and dissatisfaction drive people away. */
export const unhappyShop: Truth = ({ statistics: { signals } }) =>
  0.8 * Math.log1p(signals.complaints) +
  1 * signals.openTickets -
  (signals.satisfaction === null ? 0 : (signals.satisfaction.value - 50) / 50);

export const unhappyModel = fitChurn(windowsOf(3000, unhappyShop), conditions(populationOf(1000)));
