import type { ScoreRecord } from '../scoring/score-record.ts';
import type { Day } from '../shared/time.ts';
import type { ScanScores } from './score-ports.ts';
import { hasUsableInputs } from './usable-inputs.ts';

const pageSize = 2_000;
const segmentsMin = 4;
const perSegment = 1_000;

export interface PreviewPlan {
  /** Customers of the shop by its last complete run, 0 before the first. */
  readonly population: number;
  /** Most records that are read. */
  readonly max: number;
  readonly day: Day;
}

export interface PreviewSample {
  /** Live customers whose sums can be judged. */
  readonly records: readonly ScoreRecord[];
  /** All records read, those left out included. */
  readonly read: number;
  /** Everybody was read. */
  readonly isExact: boolean;
}

/** A segment is a fixed range of DynamoDB's key hash, so the same customers are drawn until their number has doubled. */
const segmentsFor = (population: number, max: number): number =>
  population <= max ? segmentsMin : 2 ** Math.ceil(Math.log2(population / perSegment));

/** Draws scan segments one after the other until they are all read, or as many records as a preview looks at. */
export const drawPreviewSample = async (
  scan: ScanScores,
  { population, max, day }: PreviewPlan,
): Promise<PreviewSample> => {
  const total = segmentsFor(population, max);
  const read: ScoreRecord[] = [];
  for (let segment = 0; segment < total; segment += 1) {
    let after: string | null = null;
    do {
      const limit = Math.min(pageSize, max - read.length);
      const page = await scan({ segment, total, after, limit });
      read.push(...page.records);
      after = page.next;
      const isLast = segment === total - 1 && after === null;
      if (read.length >= max && !isLast) return sampleOf(read, { day, isExact: false });
    } while (after !== null);
  }
  return sampleOf(read, { day, isExact: true });
};

const sampleOf = (
  read: readonly ScoreRecord[],
  { day, isExact }: { readonly day: Day; readonly isExact: boolean },
): PreviewSample => ({
  records: read.filter((record) => isJudged(record, day)),
  read: read.length,
  isExact,
});

/** Whether a record is live and nothing speaks against its sums; prospects have none. */
const isJudged = ({ status, statistics }: ScoreRecord, day: Day): boolean =>
  status === 'live' && (statistics.purchaseDays === 0 || hasUsableInputs(statistics, day));
