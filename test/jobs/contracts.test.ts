import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dateToDay } from '../../lib/shared/time.ts';
import { shiftedBetaGeometricAt } from '../../lib/value/shifted-beta-geometric.ts';
import { scoresApi } from '../http/support/scores.ts';
import { contractLedgers } from './support/contracts.ts';
import { runNight } from './support/night.ts';
import { allRecords, openLedgers, purchaseEvent } from './support/shop.ts';

// A whole night, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const api = scoresApi();
/** 03:30 in Shanghai on 2026-03-02: the night is about the day before. */
const scheduledTime = '2026-03-01T19:30:00.000Z';
const contracts = contractLedgers({ size: 120, lastDate: '2026-03-01', daysMax: 900 });
const buyer = 'cus_00000000000000000000000001';

describe('the night of a firm that lives by contracts', () => {
  let version = '';

  beforeAll(async () => {
    const bought = purchaseEvent(buyer, { date: '2026-02-01', amount: 5_000 }, 0);
    await openLedgers(api.environment().tables, new Map([...contracts, [buyer, [bought]]]));
    const run = await runNight({ scheduledTime });
    expect(run?.fit).toMatchObject({ status: 'promoted', customers: contracts.size + 1 });
    version = run?.modelVersion ?? '';
  });
  afterAll(() => vi.resetConfig());

  it('gives every contract a risk band, and nobody a tier', async () => {
    const records = await allRecords(api.environment().tables);
    expect(records).toHaveLength(contracts.size + 1);
    for (const { customerId, classes } of records) {
      expect(classes.tier).toBeNull();
      expect(classes.risk === null).toBe(customerId === buyer);
    }
    expect(new Set(records.map(({ classes }) => classes.risk)).size).toBeGreaterThan(2);
  });

  it('shows the version with its renewals and their hold-out', async () => {
    const { body } = await api.call('getModel', { params: { version } });
    expect(body).toMatchObject({
      status: 'active',
      transactions: null,
      evaluation: { renewals: { holdOut: { contracts: expect.any(Number), loses: false } } },
    });
    expect(body.churn.renewals[0]).toMatchObject({ method: 'shifted_beta_geometric' });
    expect(body.candidates.length).toBeGreaterThan(0);
  });

  it('scores a contract by the fitted probability, and says what a buyer lacks', async () => {
    const { churn: model } = (await api.call('getModel', { params: { version } })).body;
    const records = await allRecords(api.environment().tables);
    const held = records.find(
      ({ statistics: { signals } }) =>
        (signals.contract?.renewals ?? 0) > 2 &&
        (signals.contract?.endDay ?? 0) > dateToDay('2026-03-02'),
    );
    const { renewals = 0, endDay = 0 } = held?.statistics.signals.contract ?? {};
    const due = 1 + Math.floor((dateToDay('2026-03-02') + 273 - 1 - endDay) / 30);
    const expected = shiftedBetaGeometricAt(model.renewals[0]).cancelProbability(renewals, due);
    const { body } = await api.call('getScorecard', {
      params: { customerId: held?.customerId ?? '' },
    });
    expect(body).toMatchObject({ modelVersion: version, tier: null });
    expect(body.churn).toMatchObject({ basis: 'contract', band: held?.classes.risk });
    expect(body.churn.risk).toBeCloseTo(expected, 5);
    const card = (await api.call('getScorecard', { params: { customerId: buyer } })).body;
    expect(card).toMatchObject({ state: 'insufficient_data', churn: null, tier: null });
    expect(card.missing).toContainEqual({
      field: 'churn',
      code: 'insufficient_data',
      needs: 'model',
    });
  });
});
