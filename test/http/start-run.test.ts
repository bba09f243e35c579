import { afterAll, describe, expect, it } from 'vitest';
import { runs } from '../../lib/app/run-requests.ts';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.startRun;
const start = (body: unknown, headers: Record<string, string> = {}) =>
  api.call('startRun', { body, headers });

describe('POST /v1/runs', () => {
  it('queues a fit, starts the state machine under the name of the run, and says where it is', async () => {
    const answer = await start({ kind: 'fit', asOf: '2026-01-31' });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      kind: 'fit',
      status: 'queued',
      trigger: 'manual',
      businessDate: '2026-03-02',
      asOf: '2026-01-31',
      counts: { read: 0, scored: 0, skipped: 0, changed: 0, written: 0, failed: 0 },
      report: null,
    });
    const { id } = answer.body;
    expect(answer.headers['location']).toBe(`/v1/runs/${id}`);
    expect(api.started.at(-1)).toEqual({
      name: id,
      input: {
        kind: 'fit',
        asOf: '2026-01-31',
        runId: id,
        trigger: 'manual',
        scheduledTime: '2026-03-02T04:00:00.000Z',
      },
    });
    expect((await api.call('getRun', { params: { runId: id } })).body).toEqual(answer.body);
  });

  it('is about yesterday unless told otherwise, and refuses a second one that writes', async () => {
    const first = await start({ kind: 'rescore' });
    expect(first.body).toMatchObject({ asOf: '2026-03-01', dryRun: false });
    const second = await start({ kind: 'rebuild' });
    expect(second.problem).toMatchObject({ code: 'run_in_progress', runId: first.body.id });
    expect((await start({ kind: 'rebuild', dryRun: true })).status).toBe(202);
    await runs.releaseWriting(first.body.id);
  });

  it('starts one run for a repeated Idempotency-Key', async () => {
    const before = api.started.length;
    const key = { 'idempotency-key': 'run-once' };
    const first = await start({ kind: 'fit' }, key);
    const again = await start({ kind: 'fit' }, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers).toMatchObject({
      'idempotent-replayed': 'true',
      location: `/v1/runs/${first.body.id}`,
    });
    expect(api.started.length).toBe(before + 1);
  });

  it('starts the same run when the first attempt got no answer from Step Functions', async () => {
    const key = { 'idempotency-key': 'second-try' };
    api.failStarts(1);
    expect((await start({ kind: 'fit' }, key)).status).toBe(500);
    api.clock.nowMs += 60_000;
    const again = await start({ kind: 'fit' }, key);
    expect(again.status).toBe(202);
    expect(api.started.filter(({ name }) => name === again.body.id)).toHaveLength(1);
  });

  it('refuses a date in the future, a date for a rebuild, and unknown kinds and members', async () => {
    const pointers = async (body: unknown) =>
      (await start(body)).problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(await pointers({ kind: 'fit', asOf: '2026-03-03' })).toEqual(['/asOf in_the_future']);
    expect(await pointers({ kind: 'rebuild', asOf: '2026-03-01' })).toEqual([
      '/asOf not_applicable',
    ]);
    expect(await pointers({ kind: 'other', force: true })).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\/kind /), '/force unknown_name']),
    );
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { body: { kind: 'fit' } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
