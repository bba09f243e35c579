import { afterAll, describe, expect, it } from 'vitest';
import { runs } from '../../lib/app/run-requests.ts';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { finishRun } from '../../lib/runs/finish-run.ts';
import { planRun } from '../../lib/runs/plan-run.ts';
import { noProgress } from '../../lib/runs/progress.ts';
import { countsOnly, movesBetween } from '../../lib/runs/tally.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.getRun;
const read = (runId: string) => api.call('getRun', { params: { runId } });
const runId = 'run_20260302';
const now = '2026-03-01T19:30:00.000Z';

const low = { tier: 'low', stage: 'first', activity: 'active', risk: 'low' };

describe('GET /v1/runs/{runId}', () => {
  it('shows the counts of the checkpoints while a run is under way', async () => {
    await planRun(
      {
        runs,
        zone: 'Asia/Shanghai',
        now,
        activePolicyVersion: async () => 1,
        promotedModelVersion: async () => 'mdl_20260228_abcdef',
      },
      { execution: 'a', input: { scheduledTime: now, kind: 'rescore', trigger: 'schedule' } },
    );
    const tally = {
      ...countsOnly({ read: 5, scored: 3, later: 1, gone: 1, changed: 2, written: 2 }),
      moves: movesBetween(low, { ...low, tier: 'high' }),
      valued: 3,
      expectedPurchases: 2.5,
      clv: 1_000.4,
    };
    const progress = { ...noProgress(runId, 0), sequence: 1, done: true, tally, updatedAt: now };
    await runs.checkpoint(progress);
    const { status, body } = await read(runId);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: runId,
      trigger: 'schedule',
      status: 'running',
      businessDate: '2026-03-02',
      asOf: '2026-03-01',
      modelVersion: 'mdl_20260228_abcdef',
      counts: { read: 5, scored: 3, skipped: 2, changed: 2, written: 2, failed: 0 },
      segments: { total: 4, done: 1 },
      finishedAt: null,
      report: null,
    });
  });

  it('shows the report, and why a run failed, when it has ended', async () => {
    await finishRun(
      { runs, horizonDays: async () => 273, now },
      { runId, error: 'States.Timeout' },
    );
    const { body } = await read(runId);
    expect(body).toMatchObject({
      status: 'failed',
      failure: { code: 'States.Timeout' },
      finishedAt: now,
      report: {
        skipped: { later: 1, gone: 1 },
        totals: {
          customers: 3,
          expectedPurchases: 2.5,
          clv: { amount: 1_000, currency: 'CNY' },
          horizonDays: 273,
        },
        classes: { tier: { high: 1 }, stage: { first: 1 } },
        migrations: { tier: { low: { high: 1 } }, stage: { first: { first: 1 } } },
      },
    });
  });

  it('counts nobody in a fit, which scores nobody', async () => {
    const id = 'run_onlyafit';
    await planRun(
      {
        runs,
        zone: 'Asia/Shanghai',
        now,
        activePolicyVersion: async () => 1,
        promotedModelVersion: async () => null,
      },
      {
        execution: 'fit',
        input: { scheduledTime: now, kind: 'fit', trigger: 'manual', runId: id },
      },
    );
    expect((await read(id)).body).toMatchObject({
      kind: 'fit',
      counts: { read: 0, scored: 0 },
      report: null,
    });
    const planned = await runs.get(id);
    if (planned === null) throw new Error('it was planned');
    const reason = 'too little data';
    const fit = { version: 'mdl_1', status: 'rejected', reason, customers: 3 } as const;
    await runs.update({ ...planned, fit, revision: planned.revision + 1 });
    await finishRun({ runs, horizonDays: async () => 273, now }, { runId: id });
    const { body } = await read(id);
    expect(body).toMatchObject({
      status: 'succeeded',
      counts: { read: 0, scored: 0 },
      report: null,
      fit: { reason },
    });
    expect((await runs.get(id))?.report).toBeNull();
  });

  it('answers 404 for a run that never was', async () => {
    expect((await read('run_20260101')).problem.code).toBe('run_not_found');
    expect((await read('RUN-1')).problem.code).toBe('run_not_found');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { params: { runId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
