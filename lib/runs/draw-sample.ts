import type { ScoreRecord } from '../scoring/score-record.ts';
import { liesWithin, type Statistics } from '../scoring/statistics.ts';
import { dateToDay } from '../shared/time.ts';
import { inGroups } from './in-groups.ts';
import { isHistoric, type Run } from './run.ts';
import type { FoldAsOf, ScanScores } from './score-ports.ts';
import { sampleMax, samplePlan } from './segment-count.ts';
import { hasContractOnly, hasUsableInputs } from './usable-inputs.ts';

const pageSize = 1_000;
/** How many ledgers are folded at a time. */
const foldsAtOnce = 16;

export interface SampleContext {
  readonly run: Run;
  readonly scan: ScanScores;
  readonly foldAsOf: FoldAsOf;
}

/**
 * The customers that a fit looks at, as of the run's date. The stored sums serve where they say the
 * same; a run about the past folds every ledger, because later refunds have lowered the stored ones.
 */
export const drawSample = async (
  context: SampleContext,
  customers: number,
): Promise<readonly Statistics[]> => {
  const { total, used } = samplePlan(customers);
  const sample: Statistics[] = [];
  for (let segment = 0; segment < used; segment += 1) {
    let after: string | null = null;
    do {
      const page = await context.scan({ segment, total, after, limit: pageSize });
      const live = page.records.filter(({ status }) => status === 'live');
      const read = await inGroups(live, foldsAtOnce, (record) => statisticsOf(context, record));
      sample.push(
        ...read.filter(
          (customer) =>
            hasUsableInputs(customer, dateToDay(context.run.asOf)) || hasContractOnly(customer),
        ),
      );
      if (sample.length >= sampleMax) return sample.slice(0, sampleMax);
      after = page.next;
    } while (after !== null);
  }
  return sample;
};

const statisticsOf = async (
  { run, foldAsOf }: SampleContext,
  { customerId, statistics, dirty }: ScoreRecord,
): Promise<Statistics> => {
  const asOfDay = dateToDay(run.asOf);
  const isNobody = !dirty && statistics.purchaseDays === 0 && statistics.signals.contract === null;
  const isCurrent = !dirty && !isHistoric(run) && liesWithin(statistics, asOfDay);
  if (isNobody || isCurrent) return statistics;
  return foldAsOf(customerId, { asOfDay, knownAt: run.createdAt });
};
