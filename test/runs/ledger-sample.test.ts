import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../lib/events/ledger-event.ts';
import { drawLedgerSample, eventsMax } from '../../lib/runs/ledger-sample.ts';
import type { ScanScores } from '../../lib/runs/score-ports.ts';
import { ledgersMax, samplePlan } from '../../lib/runs/segment-count.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { emptyStatistics } from '../../lib/scoring/statistics.ts';

const recordOf = (customerId: string, status: ScoreRecord['status'] = 'live'): ScoreRecord => ({
  customerId,
  status,
  writes: 1,
  dirty: false,
  commutes: true,
  statistics: emptyStatistics,
  classes: {
    tier: 'high',
    tierSince: null,
    stage: 'prospect',
    activity: 'prospect',
    risk: null,
    bucket: 0,
  },
  changeSeq: 0,
  nextChangeDay: null,
});

/** Customers dealt out to segments by number, in pages. */
const scanOf =
  (records: readonly ScoreRecord[]): ScanScores =>
  async ({ segment, total, after, limit }) => {
    const own = records.filter((_, index) => index % total === segment);
    const start = after === null ? 0 : own.findIndex(({ customerId }) => customerId === after) + 1;
    const page = own.slice(start, start + limit);
    const next = start + limit < own.length ? (page.at(-1)?.customerId ?? null) : null;
    return { records: page, next };
  };

const shopOf = (size: number) =>
  Array.from({ length: size }, (_, index) => recordOf(`cus_${index}`));

const draw = (records: readonly ScoreRecord[], customers: number, eventsEach = 0) => {
  let reading = 0;
  let most = 0;
  const readLedger = async () => {
    reading += 1;
    most = Math.max(most, reading);
    await Promise.resolve();
    reading -= 1;
    return new Array<LedgerEvent>(eventsEach);
  };
  return drawLedgerSample({ scan: scanOf(records), readLedger }, customers).then((sample) => ({
    ...sample,
    most,
  }));
};

describe('sample of ledgers', () => {
  it('is everybody who is live where there are few, with the stored tier', async () => {
    const { ledgers, isPart } = await draw(
      [...shopOf(2_500), recordOf('cus_gone', 'erased')],
      2_500,
    );
    expect(ledgers).toHaveLength(2_500);
    expect(isPart).toBe(false);
    expect(ledgers[0]).toEqual({ customerId: 'cus_0', tier: 'high', events: [] });
  });

  it('is bounded, the same each time, and reads so many ledgers at a time at most', async () => {
    const records = shopOf(30_000);
    const first = await draw(records, 0);
    expect(first.ledgers).toHaveLength(ledgersMax);
    expect(first.isPart).toBe(true);
    expect(first.most).toBeLessThanOrEqual(32);
    expect((await draw(records, 0)).ledgers).toEqual(first.ledgers);
  });

  it('ends within a page where long ledgers fill the memory', async () => {
    const { ledgers, isPart } = await draw(shopOf(2_000), 2_000, eventsMax / 50);
    expect(ledgers.length).toBeGreaterThanOrEqual(50);
    expect(ledgers.length).toBeLessThan(50 + 32);
    expect(isPart).toBe(true);
  });

  it('takes whole segments of many customers, about as many as are wanted', async () => {
    const { total, used } = samplePlan(1_000_000, ledgersMax);
    expect(Math.log2(total) % 1).toBe(0);
    expect((1_000_000 / total) * used).toBeGreaterThan(ledgersMax * 0.95);
    expect((1_000_000 / total) * used).toBeLessThanOrEqual(ledgersMax);
    const { ledgers, isPart } = await draw(shopOf(40_000), 40_000);
    expect(isPart).toBe(true);
    expect(ledgers.length).toBeGreaterThan(ledgersMax * 0.95);
  });
});
