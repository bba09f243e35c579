import { afterAll, beforeEach, expect, it } from 'vitest';
import { runStore } from '../../lib/adapters/dynamodb/run-store.ts';
import { finishRun } from '../../lib/runs/finish-run.ts';
import type { RunStore, StartNight } from '../../lib/runs/ports.ts';
import { type RunRequest, requestRun } from '../../lib/runs/request-run.ts';
import { createTables, type TestTables } from '../support/dynamodb.ts';

let tables: TestTables | undefined;
let runs: RunStore;
let started: Parameters<StartNight>[0][];

beforeEach(async () => {
  await tables?.drop();
  const created = await createTables();
  tables = created;
  runs = runStore({ client: created.documents, table: (name) => created.names[name] });
  started = [];
});
afterAll(() => tables?.drop());

const noon = '2026-03-02T12:00:00.000Z';
const request = (
  runId: string,
  wanted: RunRequest,
  more: { now?: string; start?: StartNight } = {},
) =>
  requestRun(
    {
      runs,
      zone: 'UTC',
      now: noon,
      runId,
      start: async (input) => {
        started.push(input);
      },
      ...more,
    },
    wanted,
  );

it('queues a run as of yesterday and starts the state machine with its id', async () => {
  expect(await request('run_a', { kind: 'rescore' })).toMatchObject({
    ok: true,
    value: { id: 'run_a', status: 'queued', asOf: '2026-03-01', businessDate: '2026-03-02' },
  });
  expect(started).toEqual([
    { kind: 'rescore', runId: 'run_a', scheduledTime: noon, trigger: 'manual' },
  ]);
});

it('refuses a second run that writes classes while one is under way, and names it', async () => {
  await request('run_a', { kind: 'rescore' });
  expect(await request('run_b', { kind: 'rebuild' })).toEqual({
    ok: false,
    failure: { code: 'run_in_progress', data: { runId: 'run_a' } },
  });
  expect(await runs.get('run_b')).toBeNull();
});

it('lets one of two requests at the same moment write', async () => {
  const results = await Promise.all(
    ['run_a', 'run_b', 'run_c'].map((id) => request(id, { kind: 'rescore' })),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
});

it('allows fits, dry runs and runs about the past beside it: they write no classes', async () => {
  await request('run_a', { kind: 'rescore' });
  const others = [
    { kind: 'fit' },
    { kind: 'rescore', dryRun: true },
    { kind: 'rescore', asOf: '2026-02-01' },
  ] as const;
  for (const [index, other] of others.entries()) {
    expect(await request(`run_other${index}`, other)).toMatchObject({ ok: true });
  }
});

it('starts the run again when the same request comes again before it ran', async () => {
  const failing = async () => {
    throw new Error('no answer');
  };
  await expect(request('run_a', { kind: 'rescore' }, { start: failing })).rejects.toThrow();
  expect(await request('run_a', { kind: 'rescore' })).toMatchObject({ ok: true });
  expect(started).toHaveLength(1);
});

it('frees the place when a run ends, and when it was killed', async () => {
  await request('run_a', { kind: 'rescore' });
  await finishRun({ runs, horizonDays: async () => null, now: noon }, { runId: 'run_a' });
  expect(await request('run_b', { kind: 'rescore' })).toMatchObject({ ok: true });
  const later = '2026-03-02T12:05:01.000Z';
  expect(await request('run_c', { kind: 'rescore' }, { now: later })).toMatchObject({ ok: true });
});

it('refuses a date in the future, and any date for a rebuild', async () => {
  expect(await request('run_a', { kind: 'fit', asOf: '2026-03-03' })).toMatchObject({
    failure: { code: 'invalid_request', errors: [{ pointer: '/asOf', code: 'in_the_future' }] },
  });
  expect(await request('run_a', { kind: 'rebuild', asOf: '2026-03-01' })).toMatchObject({
    failure: { errors: [{ pointer: '/asOf', code: 'not_applicable' }] },
  });
});

it('lists runs newest first, each once over all pages', async () => {
  for (const day of [1, 2, 3, 4, 5]) {
    await request(`run_${day}`, { kind: 'fit' }, { now: `2026-03-0${day}T12:00:00.000Z` });
  }
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await runs.list(2, after);
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  expect(seen).toEqual(['run_5', 'run_4', 'run_3', 'run_2', 'run_1']);
});
