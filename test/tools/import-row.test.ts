import { describe, expect, it } from 'vitest';
import { toDate, toOccurredAt } from '../../infra/tools/calendar.ts';
import { toMinor } from '../../infra/tools/decimal.ts';
import { occurrenceIds, toCustomer, toPurchase } from '../../infra/tools/import-row.ts';
import { parseMapping, requireColumns } from '../../infra/tools/mapping.ts';
import { table } from '../../infra/tools/table.ts';

describe('amounts', () => {
  it('become minor units without binary fractions', () => {
    expect(toMinor('29.33', 'USD')).toBe(2933);
    expect(toMinor('1,234.5', 'USD')).toBe(123450);
    expect(toMinor('0', 'USD')).toBe(0);
    expect(toMinor('-0.01', 'USD')).toBe(-1);
    expect(toMinor('500', 'JPY')).toBe(500);
    expect(toMinor('12.500', 'USD')).toBe(1250);
  });
  it('are refused when they have more digits than the currency, or are no decimals', () => {
    for (const text of ['1.005', '', 'abc', '1e3', '.', '99999999999999999']) {
      expect(toMinor(text, 'USD'), text).toBeUndefined();
    }
    expect(toMinor('0.5', 'JPY')).toBeUndefined();
  });
});

describe('dates', () => {
  it('are read in the usual spellings and refused when they do not exist', () => {
    expect(toDate('19970101')).toBe('1997-01-01');
    expect(toDate('2026-2-9')).toBe('2026-02-09');
    expect(toDate('2026-02-30')).toBeUndefined();
    expect(toDate('20261301')).toBeUndefined();
  });
  it('become the beginning of the day in the zone, or noon UTC without one', () => {
    expect(toOccurredAt('2026-07-01', 'Asia/Shanghai')).toBe('2026-06-30T16:00:00.000Z');
    expect(toOccurredAt('2026-07-01')).toBe('2026-07-01T12:00:00.000Z');
    expect(toOccurredAt('2026-07-01T10:00:00+08:00')).toBe('2026-07-01T02:00:00.000Z');
    expect(toOccurredAt('2026-07-01 10:00')).toBeUndefined();
  });
});

describe('mapping', () => {
  it('names what is unknown, missing, or not a column', () => {
    expect(parseMapping('id=c,date=d', ['id', 'date'], ['id'])).toEqual({ id: 'c', date: 'd' });
    expect(() => parseMapping('id=c,when=d', ['id', 'date'], ['id'])).toThrow('"when"');
    expect(() => parseMapping('id=c', ['id', 'date'], ['id', 'date'])).toThrow('needs date');
    expect(() => requireColumns({ id: 'x' }, ['a', 'b'])).toThrow('no column x');
  });
});

describe('rows', () => {
  const settings = {
    mapping: { id: 'id', date: 'date', amount: 'value' },
    currency: 'USD',
    source: 'shop',
  };
  it('that are equal become two purchases with ids that come out the same again', () => {
    const ids = () => {
      const next = occurrenceIds('shop');
      return [next(['1', 'a']), next(['1', 'a']), next(['2', 'a'])];
    };
    const [first, second, other] = ids();
    expect(ids()).toEqual([first, second, other]);
    expect(new Set([first, second, other]).size).toBe(3);
  });
  it('become a purchase whose order is its event when the file names none', () => {
    const row = { id: '1', date: '19970101', value: '29.33' };
    expect(toPurchase(row, 'imp-1', settings)).toEqual({
      value: {
        id: 'imp-1',
        externalId: { source: 'shop', id: '1' },
        type: 'purchase',
        occurredAt: '1997-01-01T12:00:00.000Z',
        orderId: 'imp-1',
        amount: { amount: 2933, currency: 'USD' },
      },
    });
  });
  it('carry a cost and a discount where the file has them', () => {
    const mapping = { ...settings.mapping, cost: 'cost', discount: 'off' };
    const row = { id: '1', date: '19970101', value: '9', cost: '4.5', off: '1' };
    expect(toPurchase(row, 'e', { ...settings, mapping })).toMatchObject({
      value: {
        cost: { amount: 450, currency: 'USD' },
        discount: { amount: 100, currency: 'USD' },
      },
    });
    expect(toPurchase({ ...row, cost: '', off: '0.001' }, 'e', { ...settings, mapping })).toEqual({
      refused: '"0.001" is no amount in USD',
    });
  });
  it('are refused with the cell that cannot be read', () => {
    expect(toPurchase({ id: '1', date: 'x', value: '1' }, 'e', settings)).toEqual({
      refused: '"x" is no date',
    });
    expect(toPurchase({ id: '', date: '19970101', value: '1' }, 'e', settings)).toEqual({
      refused: 'the customer id is empty',
    });
  });
  it('of customers keep only the cells that are filled', () => {
    const mapping = { id: 'id', name: 'n', email: 'e', tags: 't' };
    expect(
      toCustomer({ id: '7', n: '', e: 'a@b.cn', t: 'vip; new' }, { ...settings, mapping }),
    ).toEqual({
      value: {
        externalIds: [{ source: 'shop', id: '7' }],
        email: 'a@b.cn',
        tags: ['vip', 'new'],
      },
    });
  });
});

describe('tables', () => {
  it('align text to the left, numbers to the right, and count wide characters twice', () => {
    expect(
      table(
        ['档', 'n'],
        [
          ['高', 12],
          ['mid', 3],
        ],
      ),
    ).toBe('档    n\n---  --\n高   12\nmid   3');
  });
});
