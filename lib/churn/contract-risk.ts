import { shiftedBetaGeometricAt } from '../value/shifted-beta-geometric.ts';
import type { Contract, Statistics } from '../value/statistics.ts';
import type { ChurnCase } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';
import { type ChurnPart, roundedParts } from './churn-parts.ts';

export interface ContractTerms {
  readonly horizonDays: number;
  /** Days after its end in which a contract may still be renewed. */
  readonly graceDays: number;
  readonly renewals: ChurnModel['renewals'];
}

/** Before any contract was seen to end: one in five is not renewed, known as well as from five contracts. */
export const renewalPrior = { alpha: 1, beta: 4 } as const;

/** Lengths of term that are fitted apart: a month that is renewed says little about a year. */
export const termDaysMaxima = [45, 200, null] as const;

/** Whether a contract belongs to a length of term. */
export const isOfTerm = ({ termDays }: Contract, index: number): boolean =>
  termDaysMaxima.findIndex((most) => most === null || termDays <= most) === index;

const renewalsOf = (contract: Contract, fitted: ChurnModel['renewals']) =>
  fitted.find(({ termDaysMax }) => termDaysMax === null || contract.termDays <= termDaysMax) ??
  renewalPrior;

/** The first day on which a contract is known to have ended: not renewed in the days of grace, or cancelled. */
const endedDay = ({ endDay, cancelled }: Contract, graceDays: number): number =>
  endDay + (cancelled ? 0 : graceDays) + 1;

/** Whether a contract is known to have ended. */
export const hasEnded = (contract: Contract, day: number, graceDays: number): boolean =>
  day >= endedDay(contract, graceDays);

/**
 * The day from which a contract no longer decides about its customer, who bought after its end; null where it decides
 * for good or there is none. Only on this day may a risk fall without an event.
 */
export const contractLapseDay = (
  { lastDay, signals: { contract } }: Statistics,
  graceDays: number,
): number | null =>
  contract === null || lastDay === null || lastDay <= contract.endDay
    ? null
    : endedDay(contract, graceDays);

/**
 * The contract that decides whether its customer is lost, null for customers who are judged by their purchases: those
 * without a contract, and those who bought after the end of one that was not renewed. Who never did is lost with it.
 */
export const decidingContract = (
  { statistics, day }: ChurnCase,
  graceDays: number,
): Contract | null => {
  const lapseDay = contractLapseDay(statistics, graceDays);
  return lapseDay === null || day < lapseDay ? statistics.signals.contract : null;
};

/** What is known of a customer without a contract that no longer decides: the past as purchases are learnt from. */
export const settledStatistics = (churnCase: ChurnCase, graceDays: number): Statistics => {
  const { statistics } = churnCase;
  const contract = decidingContract(churnCase, graceDays);
  return contract === statistics.signals.contract
    ? statistics
    : { ...statistics, signals: { ...statistics.signals, contract } };
};

/** Days on which the contract must be renewed to go on through the horizon; one that is due in its grace is the first. */
const renewalsDue = ({ endDay, termDays }: Contract, horizonEnd: number): number =>
  endDay >= horizonEnd ? 0 : 1 + Math.floor((horizonEnd - 1 - endDay) / Math.max(1, termDays));

/**
 * The risk that a contract ends within the horizon and is not renewed: the shifted beta-geometric's probability to let
 * one of the renewals that fall into it pass. A cancelled contract has none; one that has ended is observed churn. It never falls
 * without an event: time only brings more renewals into the horizon.
 */
export const contractRisk = (
  contract: Contract,
  day: number,
  { horizonDays, graceDays, renewals }: ContractTerms,
): number => {
  if (hasEnded(contract, day, graceDays)) return 1;
  const due = renewalsDue(contract, day + horizonDays);
  if (due === 0) return 0;
  if (contract.cancelled) return 1;
  const { alpha, beta } = renewalsOf(contract, renewals);
  return shiftedBetaGeometricAt({ alpha, beta }).cancelProbability(contract.renewals, due);
};

/** From a new contract of the same term that was just concluded to this one. */
export const contractParts = (
  contract: Contract,
  day: number,
  terms: ContractTerms,
): readonly ChurnPart[] => {
  const risk = contractRisk(contract, day, terms);
  const fresh: Contract = {
    ...contract,
    sinceDay: day,
    endDay: day + contract.termDays - 1,
    renewals: 0,
    cancelled: false,
  };
  const baseline = contractRisk(fresh, day, terms);
  return roundedParts(
    [{ code: 'contract', contribution: risk - baseline }],
    { code: 'baseline', contribution: baseline },
    risk,
  );
};
