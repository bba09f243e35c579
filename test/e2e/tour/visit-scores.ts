import { expect } from 'vitest';
import { keyed, refusalOf, type Tour } from './tour.ts';
import type { Buyer } from './visit-events.ts';

/** Scores: cards of today and of the past, settings, models, and runs of every kind by hand. */
export const visitScores = async (tour: Tour, { customerId }: Buyer): Promise<void> => {
  const { client, suite } = tour;
  const params = { customerId };
  // The refund and the late purchase are folded here.
  const { body: card } = await client.getScorecard({ params });
  expect(card.value.historic.amount).toBe(2 * 12_900 - 900);
  // A friend was referred and has not bought.
  expect(card.value.referral?.converted ?? 0).toBe(0);
  const past = { asOf: '2026-02-15', knownAt: new Date(suite.runtime.clock.now()).toISOString() };
  const { body: before } = await client.getScorecard({ params, query: past });
  expect(before.value.historic.amount).toBe(12_900);
  await client.scoreCustomer({ params, headers: keyed('score') });

  const { body: settings } = await client.getScoringSettings();
  const { version, ...policy } = settings;
  const { body: changed } = await client.putScoringSettings({
    body: { ...policy, loyalPurchaseDays: policy.loyalPurchaseDays + 1 },
  });
  expect(changed.version).toBe(version + 1);
  const { body: earlier } = await client.getScoringSettings({ query: { version } });
  expect(earlier).toEqual(settings);
  const { body: versions } = await client.listScoringVersions({ query: { limit: 1 } });
  expect(versions.data[0]?.changes).toEqual(['/loyalPurchaseDays']);

  for (const request of [
    { kind: 'fit' },
    { kind: 'rebuild' },
    { kind: 'rescore', dryRun: true },
    { kind: 'rescore', asOf: '2026-01-15' },
  ] as const) {
    const started = { body: request, headers: keyed(JSON.stringify(request)) };
    const { body: run } = await client.startRun(started);
    expect((await client.startRun(started)).body.id).toBe(run.id);
    await suite.runtime.settled();
    const { body: ended } = await client.getRun({ params: { runId: run.id } });
    expect([request, ended.status]).toEqual([request, 'succeeded']);
  }

  const { body: preview } = await client.putScoringSettings({
    body: policy,
    query: { preview: 'true' },
  });
  expect(preview).toMatchObject({ preview: true, version: version + 1, sample: { exact: true } });

  const { body: first } = await client.listRuns({ query: { limit: 1 } });
  const { body: rest } = await client.listRuns({ query: { cursor: first.nextCursor ?? '' } });
  expect(rest.data.length).toBeGreaterThanOrEqual(4);
  const { body: models } = await client.listModels({ query: { limit: 1 } });
  const model = models.data[0]?.version ?? '';
  expect((await client.getModel({ params: { version: model } })).body.version).toBe(model);
  expect(await refusalOf(client.getRun({ params: { runId: 'run_nobodys0' } }))).toBe(
    'run_not_found',
  );
};
