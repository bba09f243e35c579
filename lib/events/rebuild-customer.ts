import type { ScoreRecord } from '../scoring/score-record.ts';
import type { DetailFold } from '../scoring/statistics.ts';
import { canonicalJson } from '../shared/canonical.ts';
import { ledgerOf } from '../shared/ids.ts';
import { foldLedger, type LedgerFold } from './fold.ts';
import type { ReadDetail } from './ports.ts';
import { type FoldDependencies, settled } from './settle-customer.ts';

export interface RebuildDependencies extends FoldDependencies {
  readonly readDetail: ReadDetail;
}

/** One stored value that is not what the ledger says, by its path. */
export interface Difference {
  readonly path: string;
  readonly stored: unknown;
  readonly folded: unknown;
}

export interface Rebuilt {
  /** The record as it stands after the repair, or as it was read. */
  readonly record: ScoreRecord;
  /** Events that the fold was made of. */
  readonly events: number;
  /** Whether the stored values were waiting for a fold anyway: then a difference is no defect. */
  readonly dirty: boolean;
  readonly differences: readonly Difference[];
  readonly repaired: boolean;
}

/** A customer who keeps being written is left to the next run. */
const attemptsMax = 10;

/**
 * Folds a customer's whole ledger again, says where the stored statistics and detail differ from it,
 * and with `repair` stores the fold on condition that nothing was written meanwhile. Undefined for a
 * customer who is unknown or erased.
 */
export const rebuildCustomer =
  (dependencies: RebuildDependencies) =>
  async (
    customerId: string,
    { repair }: { readonly repair: boolean },
  ): Promise<Rebuilt | undefined> => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const examined = await examine(dependencies, customerId);
      const rebuilt = examined && (await conclude(dependencies, examined, repair));
      if (rebuilt !== 'moved') return rebuilt;
    }
    throw new Error(`customer ${customerId} was written during each of ${attemptsMax} rebuilds`);
  };

interface Examined extends Omit<Rebuilt, 'repaired'> {
  readonly fold: LedgerFold;
  /** Something was written between the reads: they do not belong together. */
  readonly moved: boolean;
}

const conclude = async (
  { scores }: RebuildDependencies,
  { fold, moved, ...found }: Examined,
  repair: boolean,
): Promise<Rebuilt | 'moved'> => {
  if (moved) return 'moved';
  if (!repair || (found.differences.length === 0 && !found.dirty))
    return { ...found, repaired: false };
  if (!(await scores.writeFold(found.record, fold))) return 'moved';
  return { ...found, record: settled(found.record, fold), repaired: true };
};

const examine = async (
  { scores, ledgers, readDetail }: RebuildDependencies,
  customerId: string,
): Promise<Examined | undefined> => {
  const record = await scores.read(customerId);
  if (record?.status !== 'live') return undefined;
  const detail = await readDetail(customerId);
  const events = await ledgers.readAll(ledgerOf(customerId));
  const fold = foldLedger(events);
  const after = await scores.read(customerId);
  return {
    record,
    events: events.length,
    dirty: record.dirty,
    differences: compare(record, detail, fold),
    fold,
    moved: after?.writes !== record.writes,
  };
};

const compare = (
  record: ScoreRecord,
  detail: DetailFold,
  fold: LedgerFold,
): readonly Difference[] => [
  ...differences('statistics', record.statistics, fold.statistics),
  ...(record.commutes !== fold.commutes
    ? [{ path: 'commutes', stored: record.commutes, folded: fold.commutes }]
    : []),
  ...differences('detail', detail, fold.detail),
];

/** Values that differ, walked down to the leaves; what one side lacks is undefined. */
const differences = (path: string, stored: unknown, folded: unknown): readonly Difference[] => {
  if (isRecord(stored) && isRecord(folded)) {
    const names = [...new Set([...Object.keys(stored), ...Object.keys(folded)])].sort();
    return names.flatMap((name) => differences(`${path}.${name}`, stored[name], folded[name]));
  }
  return canonicalJson(stored ?? null) === canonicalJson(folded ?? null)
    ? []
    : [{ path, stored, folded }];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
