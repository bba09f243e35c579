import { expect, it } from 'vitest';
import type { ClassWrite } from '../../lib/events/class-write.ts';
import { newRun } from '../../lib/runs/new-run.ts';
import { writePage } from '../../lib/runs/write-page.ts';
import { prospectClasses } from '../../lib/scoring/classes.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { emptyStatistics } from '../../lib/scoring/statistics.ts';
import { dateToDay } from '../../lib/shared/time.ts';

const now = '2024-01-03T03:30:00.000Z';
/** The night about 2024-01-02. */
const run = newRun(
  { scheduledTime: now, kind: 'rescore', trigger: 'schedule' },
  { zone: 'UTC', now },
);
const never = () => {
  throw new Error('not asked for here');
};

const boughtOn = (date: string): ScoreRecord => ({
  customerId: 'cus_1',
  status: 'live',
  writes: 2,
  dirty: false,
  commutes: true,
  statistics: {
    ...emptyStatistics,
    ...{ purchaseDays: 1, firstDay: dateToDay(date), lastDay: dateToDay(date), total: 100 },
    ...{ firstDayTotal: 100, lastDayTotal: 100, daySum: dateToDay(date) },
  },
  classes: prospectClasses,
  changeSeq: 0,
  nextChangeDay: null,
});

/** How many writes of a record are tried when the first one is refused because of what stands there now. */
const attempts = async (standing: ScoreRecord): Promise<number> => {
  let tries = 0;
  const record = boughtOn('2024-01-01');
  const write: ClassWrite = {
    ...{ record, nextChangeDay: null, at: now, runId: run.id },
    classes: { ...prospectClasses, stage: 'first' },
  };
  await writePage(
    {
      ...{ run, now, foldAsOf: never, refold: never, rebuild: never, onFailure: never },
      scoring: prepareScoring(null, defaultPolicy, 'CNY'),
      writeClasses: async (writes) => {
        tries += 1;
        return writes.map(() =>
          tries === 1 ? { written: false, record: standing } : { written: true },
        );
      },
    },
    [write],
  );
  return tries;
};

it('leaves a record to intake that got a purchase after the day of the run', async () => {
  expect(await attempts(boughtOn('2024-01-03'))).toBe(1);
});

it('decides a record again that was written about the day of the run', async () => {
  expect(await attempts(boughtOn('2024-01-02'))).toBe(2);
});
