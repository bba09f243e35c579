import { afterAll, describe, expect, it } from 'vitest';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { transactionModelNames } from '../../lib/value/transaction-model.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.getModel;
const read = (version: string) => api.call('getModel', { params: { version } });

describe('GET /v1/models/{version}', () => {
  it('shows parameters, pinned bounds and every candidate of the active model', async () => {
    const { version } = await api.fit('2026-02-01');
    const { status, body } = await read(version);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version,
      status: 'active',
      unit: 'week',
      dataEnd: '2026-02-01',
      reason: 'a test',
      runId: 'run_20260301',
      transactions: { parameters: { r: expect.any(Number), alpha: expect.any(Number) } },
      spend: { model: 'gamma-gamma' },
      tiers: [{ id: 'high' }, { id: 'mid' }, { id: 'low', from: 0 }],
    });
    expect(body.candidates.map(({ model }: { model: string }) => model)).toEqual([
      ...transactionModelNames,
      'gamma-gamma',
    ]);
  });

  it('calls it superseded once a later one was promoted, and the others what they are', async () => {
    const first = await api.fit('2026-02-02');
    const second = await api.fit('2026-02-10');
    const third = await api.fit('2026-02-11', 'candidate');
    const none = await api.fit('2026-02-12', 'rejected');
    expect((await read(first.version)).body.status).toBe('superseded');
    expect((await read(second.version)).body.status).toBe('active');
    expect((await read(third.version)).body.status).toBe('candidate');
    expect((await read(none.version)).body).toMatchObject({
      status: 'insufficient_data',
      transactions: null,
    });
  });

  it('answers 404 for a version that never was', async () => {
    expect((await read('mdl_20200101_abcdef')).problem.code).toBe('model_not_found');
    expect((await read('latest')).problem.code).toBe('model_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { params: { version: 'mdl_20200101_abcdef' } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
