import { describe, expect, it } from 'vitest';
import { refreshCustomer } from '../../lib/events/refresh-customer.ts';
import { prospectClasses } from '../../lib/scoring/classes.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { emptyStatistics } from '../../lib/scoring/statistics.ts';

const clean: ScoreRecord = {
  customerId: 'cus_1',
  status: 'live',
  writes: 3,
  dirty: false,
  commutes: true,
  statistics: {
    ...emptyStatistics,
    ...{ purchaseDays: 2, firstDay: 1, lastDay: 9, total: 20, firstDayTotal: 10 },
    ...{ lastDayTotal: 10, daySum: 10 },
  },
  classes: { ...prospectClasses, stage: 'first', activity: 'active' },
  changeSeq: 1,
  nextChangeDay: null,
};
const dirty: ScoreRecord = { ...clean, dirty: true };
const classified: ScoreRecord = { ...clean, classes: { ...clean.classes, stage: 'repeat' } };

const refresh = async (reads: readonly ScoreRecord[]) => {
  const calls: string[] = [];
  const left = [...reads];
  const record = await refreshCustomer({
    read: async () => {
      calls.push('read');
      return left.shift();
    },
    settle: async () => {
      calls.push('settle');
      return clean;
    },
    classify: async () => {
      calls.push('classify');
    },
  })('cus_1');
  return { record, calls };
};

describe('refreshCustomer', () => {
  it('reads a clean record once and leaves its classes alone', async () => {
    expect(await refresh([clean])).toEqual({ record: clean, calls: ['read'] });
  });
  it('folds a dirty record, classifies it by the fold, and shows these classes', async () => {
    expect(await refresh([dirty, classified])).toEqual({
      record: classified,
      calls: ['read', 'settle', 'classify', 'read'],
    });
  });
  it('answers with the fold when the customer is written all the time', async () => {
    expect((await refresh([dirty, dirty])).record).toEqual(clean);
  });
  it('leaves an erased customer as it is', async () => {
    const erased: ScoreRecord = { ...dirty, status: 'erased' };
    expect(await refresh([erased])).toEqual({ record: erased, calls: ['read'] });
  });
});
