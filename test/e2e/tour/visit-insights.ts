import { expect } from 'vitest';
import type { Tour } from './tour.ts';

/** Insights, once a fit has counted the ledgers and a run everybody. */
export const visitInsights = async ({ client }: Tour): Promise<void> => {
  const { body: retention } = await client.getCohortInsights({});
  expect(retention.cohorts.length).toBeGreaterThan(0);
  const { body: revenue } = await client.getCohortInsights({
    query: { measure: 'revenue', from: retention.cohorts[0]?.month },
  });
  expect(revenue.inputsHash).toBe(retention.inputsHash);
  const { body: churn } = await client.getChurnInsights({ query: { by: 'quarter' } });
  expect(churn).toMatchObject({ asOf: retention.asOf, sample: { sampled: false } });
  expect(churn.periods.length).toBeGreaterThan(0);
  const { body: value } = await client.getValueInsights({});
  const sum = value.tiers.reduce((total, { clv }) => total + clv.amount, 0);
  expect(Math.abs(sum - (value.equity?.amount ?? 0))).toBeLessThanOrEqual(value.tiers.length);
  const { body: satisfaction } = await client.getSatisfactionInsights({ query: { by: 'channel' } });
  expect(satisfaction.asOf).toBe(retention.asOf);
  expect(satisfaction.total?.nps.n).toBeGreaterThan(0);
  const { body: promoters } = await client.getPromoterInsights({});
  expect(promoters.groups).toHaveLength(3);
};
