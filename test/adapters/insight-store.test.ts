import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insightReader, saveInsights } from '../../lib/adapters/dynamodb/insight-store.ts';
import { database } from '../../lib/app/base.ts';
import type { SurvivalSummary } from '../../lib/insights/aggregates.ts';
import { cohortsMax } from '../../lib/insights/cohorts.ts';
import type { Insights } from '../../lib/insights/insight-record.ts';
import { monthName, monthOfName } from '../../lib/insights/month.ts';
import { sampleInsights } from '../http/support/insights.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';
import { itemSize } from '../support/item-size.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openEnvironment();
});
afterAll(() => environment.close());

const reader = insightReader(database);
const save = saveInsights(database);
const known = (knownAt: string, policyVersion: number): Insights => ({
  ...sampleInsights,
  knownAt,
  policyVersion,
});

describe('insights in the control table', () => {
  it('come back as they were stored, of the latest data at or before a date', async () => {
    await save(sampleInsights);
    const { cohorts, churn, ...head } = sampleInsights;
    expect(await reader.cohorts('2026-12-31')).toEqual({ ...head, cohorts });
    expect(await reader.churn('2026-02-20')).toEqual({ ...head, churn });
    expect(await reader.churn('2026-02-19')).toBeNull();
  });

  it('give way only to those that know as much or more of the same date', async () => {
    const stored = async () => (await reader.cohorts('2026-02-20'))?.policyVersion;
    await save(known('2026-02-22T00:00:00.000Z', 5));
    await save(known('2026-02-21T00:00:00.000Z', 4));
    expect(await stored()).toBe(5);
    await save(known('2026-02-22T00:00:00.000Z', 6));
    expect(await stored()).toBe(6);
  });

  it('of the day before go first where a newer policy made them, older ones never', async () => {
    const of = (dataEnd: string, policyVersion: number) => ({
      ...known('2026-06-10T00:00:00.000Z', policyVersion),
      dataEnd,
    });
    const read = async (asOf: string) => (await reader.churn(asOf))?.dataEnd;
    for (const [day, policy] of [
      ['2026-06-01', 9],
      ['2026-06-08', 2],
      ['2026-06-09', 1],
    ] as const)
      await save(of(day, policy));
    expect(await read('2026-06-09')).toBe('2026-06-08');
    expect(await read('2026-06-08')).toBe('2026-06-08');
    await save(of('2026-06-09', 2));
    expect(await read('2026-06-09')).toBe('2026-06-09');
    expect((await reader.cohorts('2026-06-09'))?.dataEnd).toBe('2026-06-09');
  });

  it('fit into an item with as many cohorts and months as are kept, all numbers long', async () => {
    await save(largest);
    const client = new DynamoDBClient({ ...environment.tables.config });
    for (const kind of ['cohorts', 'churn']) {
      const { Item = {} } = await client.send(
        new GetItemCommand({
          TableName: environment.tables.names.control,
          Key: { pk: { S: `insight#${kind}` }, sk: { S: '2026-03-01' } },
        }),
      );
      expect(itemSize(Item), kind).toBeGreaterThan(50_000);
      expect(itemSize(Item), kind).toBeLessThan(380_000);
    }
    client.destroy();
  });
});

const curve = (months: number): SurvivalSummary => ({
  customers: 19_999,
  ended: 19_998,
  median: { days: 1_234, interval: [1_111, 1_333] },
  mean: { days: 1_234.56, standardError: 12.34, untilDays: 2_345 },
  months: Array.from({ length: months }, (_, month) => ({
    month,
    atRisk: 19_999,
    survival: 0.123457,
    interval: [0.123457, 0.234567],
    hazard: 0.123457,
  })),
});

const first = monthOfName('2021-04');
const largest: Insights = {
  ...sampleInsights,
  dataEnd: '2026-03-01',
  cohorts: {
    ...sampleInsights.cohorts,
    cohorts: Array.from({ length: cohortsMax }, (_, cohort) => {
      const numbers = (value: number) => Array.from({ length: cohortsMax - cohort }, () => value);
      return {
        month: monthName(first + cohort),
        customers: 19_999,
        active: numbers(19_999),
        activeOrAfter: numbers(19_999),
        purchaseDays: numbers(123_457),
        revenue: numbers(123_456_789_123),
        lifetime: curve(cohortsMax - cohort),
      };
    }),
  },
  churn: {
    ...sampleInsights.churn,
    months: Array.from({ length: 60 }, () => sampleInsights.churn.months).flat(),
    quarters: Array.from({ length: 20 }, () => sampleInsights.churn.months).flat(),
    survival: curve(121),
    tiers: {
      landmark: '2025-01-01',
      groups: Array.from({ length: 9 }, (_, tier) => ({
        tier: `a_tier_with_a_name_of_full_size_${tier}`,
        survival: curve(121),
      })),
    },
  },
};
