import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as finish } from '../../functions/jobs/finish.ts';
import { clock, database } from '../../lib/app/base.ts';
import type { Run } from '../../lib/runs/run.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';
import { runNight, runs } from './support/night.ts';
import { allRecords, openShop, smallShop } from './support/shop.ts';

// Whole nights, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 120_000 });

const customers = 120;
const scheduledTime = new Date(clock()).toISOString();
let environment: TestEnvironment;

beforeEach(async () => {
  environment = await openEnvironment({ ZONE: 'UTC' });
  const yesterday = new Date(Date.parse(scheduledTime) - 86_400_000).toISOString().slice(0, 10);
  await openShop(environment.tables, smallShop(customers, yesterday));
});
afterEach(async () => {
  database.client.middlewareStack.remove('faults');
  await environment.close();
});

/** Everybody was classified by this run, in exactly one write. */
const expectOnce = (run: Run | undefined, records: readonly ScoreRecord[]): void => {
  expect(run).toMatchObject({
    status: 'succeeded',
    report: {
      customers: { read: customers, scored: customers },
      changed: customers,
      written: customers,
    },
  });
  expect(new Set(records.map(({ writes }) => writes))).toEqual(new Set([2]));
  expect(new Set(records.map(({ changeSeq }) => changeSeq))).toEqual(new Set([1]));
};

class Killed extends Error {}

describe('a run that is killed', () => {
  it.each([1, 3])('continues after %s calls of segments where it stopped', async (calls) => {
    const kill = (step: string, call: number) => {
      if (step === 'segment' && call === calls) throw new Killed();
    };
    await expect(runNight({ scheduledTime }, { pages: 1, before: kill })).rejects.toThrow(Killed);
    const [stopped] = (await runs.list(1)).items;
    const before = await runs.segments(stopped?.id ?? '');
    await finish({ runId: stopped?.id, error: { Error: 'States.TaskFailed' } });
    const run = await runNight({ scheduledTime }, { pages: 1 });
    expectOnce(run, await allRecords(environment.tables));
    const after = await runs.segments(run?.id ?? '');
    for (const { segment, sequence } of before) {
      const now = after.find((progress) => progress.segment === segment)?.sequence ?? 0;
      expect(now).toBeGreaterThanOrEqual(sequence);
    }
  });

  it('counts a page once whose checkpoint was lost after its classes were written', async () => {
    let armed = true;
    database.client.middlewareStack.add(
      (next) => async (args) => {
        const { input } = args;
        const item: unknown = 'Item' in input ? input.Item : undefined;
        if (armed && JSON.stringify(item ?? null).includes('"sequence"')) {
          armed = false;
          throw new Killed();
        }
        return next(args);
      },
      { step: 'initialize', name: 'faults' },
    );
    await expect(runNight({ scheduledTime }, { pages: 1 })).rejects.toThrow(Killed);
    const [stopped] = (await runs.list(1)).items;
    await finish({ runId: stopped?.id, error: { Error: 'States.TaskFailed' } });
    const run = await runNight({ scheduledTime });
    expectOnce(run, await allRecords(environment.tables));
    expect(run?.report?.migrations.stage['prospect']).toEqual(run?.report?.classes.stage);
  });
});

describe('a run that loses every fifth reply', () => {
  it('writes every class once and counts it once', async () => {
    let requests = 0;
    database.client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        requests += 1;
        if (requests % 5 === 0) {
          // What the SDK sees when the connection breaks after the server has done its work.
          throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
        }
        return answer;
      },
      { step: 'deserialize', priority: 'low', name: 'faults' },
    );
    const run = await runNight({ scheduledTime }, { pages: 3 });
    database.client.middlewareStack.remove('faults');
    expectOnce(run, await allRecords(environment.tables));
    expect(requests).toBeGreaterThan(50);
  });
});
