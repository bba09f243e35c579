import { afterAll, beforeAll } from 'vitest';
import { handle as getChurnInsights } from '../../../functions/http/insights/get-churn-insights.ts';
import { handle as getCohortInsights } from '../../../functions/http/insights/get-cohort-insights.ts';
import { handle as getPromoterInsights } from '../../../functions/http/insights/get-promoter-insights.ts';
import { handle as getSatisfactionInsights } from '../../../functions/http/insights/get-satisfaction-insights.ts';
import { handle as getValueInsights } from '../../../functions/http/insights/get-value-insights.ts';
import { saveInsights } from '../../../lib/adapters/dynamodb/insight-store.ts';
import { saveSatisfaction } from '../../../lib/adapters/dynamodb/satisfaction-store.ts';
import { database } from '../../../lib/app/base.ts';
import type { SurvivalSummary } from '../../../lib/insights/aggregates.ts';
import type { Insights } from '../../../lib/insights/insight-record.ts';
import type { SaveSatisfaction } from '../../../lib/insights/satisfaction-record.ts';
import { openEnvironment, type TestEnvironment } from '../../support/environment.ts';
import { type TestApi, testApi } from './api.ts';
import { newReached, type Reached } from './reached.ts';

/** Noon in Shanghai on 2026-03-02. */
const noon = Date.parse('2026-03-02T04:00:00.000Z');

export interface InsightsApi extends TestApi {
  readonly reached: Reached;
  /** Stores insights as a fit does. */
  readonly save: (insights: Insights) => Promise<void>;
  readonly saveSatisfaction: SaveSatisfaction;
}

/** The routes of insights on tables of this test file's own. */
export const insightsApi = (): InsightsApi => {
  const reached = newReached();
  let environment: TestEnvironment | undefined;
  beforeAll(async () => {
    environment = await openEnvironment();
  });
  afterAll(async () => {
    await environment?.close();
  });
  const handlers = [
    getCohortInsights,
    getChurnInsights,
    getValueInsights,
    getSatisfactionInsights,
    getPromoterInsights,
  ];
  return {
    ...testApi('insights', handlers, { reached, clock: () => noon }),
    reached,
    save: saveInsights(database),
    saveSatisfaction: saveSatisfaction(database),
  };
};

const lifetime: SurvivalSummary = {
  customers: 3,
  ended: 2,
  median: { days: 40, interval: [10, null] },
  mean: { days: 35.5, standardError: 4.2, untilDays: 50 },
  months: [{ month: 0, atRisk: 3, survival: 1, interval: null, hazard: 0 }],
};

/** Insights of two small cohorts by the end of February 2026. */
export const sampleInsights: Insights = {
  dataEnd: '2026-02-20',
  knownAt: '2026-02-20T19:30:00.000Z',
  modelVersion: 'mdl_20260220_abcdef',
  policyVersion: 3,
  basis: { customers: 4, sampled: true, population: 400 },
  definition: { horizonDays: 90 },
  cohorts: {
    lastMonth: '2026-02',
    lastMonthComplete: false,
    cohorts: [
      {
        month: '2026-01',
        customers: 3,
        active: [3, 1],
        activeOrAfter: [3, 1],
        purchaseDays: [4, 1],
        revenue: [10_000, 2_000],
        lifetime,
      },
      {
        month: '2026-02',
        customers: 1,
        active: [1],
        activeOrAfter: [1],
        purchaseDays: [1],
        revenue: [500],
        lifetime: null,
      },
    ],
    earlier: { customers: 7, purchaseDays: 9, revenue: 900 },
  },
  churn: {
    months: [
      {
        from: '2026-02-01',
        to: '2026-02-28',
        complete: false,
        start: 3,
        lost: 1,
        acquired: 1,
        acquiredAndLost: 0,
        returned: 0,
        end: 3,
        active: 2,
        churnRate: 0.333333,
        retentionRate: 0.666667,
        revenueAtStart: 10_000,
        revenueLost: 4_000,
        revenueChurnRate: 0.4,
      },
    ],
    quarters: [],
    survival: lifetime,
    tiers: { landmark: '2025-10-01', groups: [{ tier: 'high', survival: lifetime }] },
    winBacks: { lost: 2, returned: 1 },
  },
};
