import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classChanges, foldChanges } from '../../lib/adapters/dynamodb/score-changes.ts';
import { newScoreItem, readScoreItem } from '../../lib/adapters/dynamodb/score-item.ts';
import { foldLedger } from '../../lib/events/fold.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { emptyStatistics, noSignals, type Statistics } from '../../lib/scoring/statistics.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { customerId, eventsOf, steps } from '../events/ledgers.ts';
import { itemSize } from '../support/item-size.ts';

const fresh: ScoreRecord = readScoreItem(newScoreItem(customerId));
const today = dateToDay('2026-11-20');

/** The item of a customer after a fold and, if wanted, a classification. */
const itemOf = (statistics: Statistics, isClassified: boolean) => {
  const fold = foldChanges({ ...fresh, writes: 30 }, statistics, true);
  const classes = {
    ...({ tier: 'high', tierSince: today - 40, stage: 'loyal', activity: 'active' } as const),
    ...({ risk: 'medium', bucket: 7 } as const),
  };
  const at = '2026-11-20T12:00:00.000Z';
  const change = classChanges({ record: fresh, classes, nextChangeDay: today + 90, at });
  const { ch: _announced, ...settled } = change.set;
  return { ...newScoreItem(customerId), ...(isClassified ? settled : {}), ...fold.set };
};
const bytesOf = (statistics: Statistics) =>
  itemSize(marshall(itemOf(statistics, true), { removeUndefinedValues: true }));

const buyer: Statistics = {
  ...emptyStatistics,
  ...{ purchaseDays: 24, firstDay: today - 700, lastDay: today - 12 },
  ...{ total: 1_284_500, firstDayTotal: 39_900, lastDayTotal: 61_250 },
  daySum: 24 * (today - 350),
};

describe('the compact item', () => {
  it('comes back as the fold that it was made of, for any ledger', () => {
    fc.assert(
      fc.property(steps(25).map(eventsOf), (events) => {
        const { statistics } = foldLedger(events);
        expect(readScoreItem(itemOf(statistics, false)).statistics).toEqual(statistics);
      }),
    );
  });

  it('has under 200 bytes for a customer who buys, visits and answers', () => {
    const signals = {
      ...noSignals,
      lastTouchDay: today - 3,
      satisfaction: { value: 83.33, day: today - 20, previous: 75 },
    };
    expect(bytesOf(buyer)).toBeLessThan(170);
    expect(bytesOf({ ...buyer, signals })).toBeLessThan(200);
  });

  it('has under 256 bytes with every signal there is', () => {
    const signals = {
      ...{ lastTouchDay: today, complaints: 12, lastComplaintDay: today - 9, openTickets: 3 },
      satisfaction: { value: 83.33, day: today, previous: 66.67 },
      ...{ points: 128_450, lastPointsDay: today },
      contract: {
        ...{ sinceDay: today - 700, endDay: today + 30, renewals: 23, termDays: 30 },
        cancelled: false,
      },
    };
    expect(bytesOf({ ...buyer, signals })).toBeLessThan(256);
  });
});
