import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStore } from '../../lib/adapters/dynamodb/run-store.ts';
import { finishRun } from '../../lib/runs/finish-run.ts';
import { type PlanContext, planRun } from '../../lib/runs/plan-run.ts';
import type { NightInput, RunStore } from '../../lib/runs/ports.ts';
import { noProgress } from '../../lib/runs/progress.ts';
import { countsOnly } from '../../lib/runs/tally.ts';
import { createTables, type TestTables } from '../support/dynamodb.ts';

let tables: TestTables;
let runs: RunStore;

beforeAll(async () => {
  tables = await createTables();
  runs = runStore({ client: tables.documents, table: (name) => tables.names[name] });
});
afterAll(() => tables.drop());

/** A schedule of its own for each test: the night of one business date in Shanghai, 03:30 there. */
let nextDay = Date.parse('2026-03-01T19:30:00.000Z');
const schedule = (): NightInput & { readonly date: string } => {
  nextDay += 86_400_000;
  const scheduledTime = new Date(nextDay).toISOString();
  const date = new Date(nextDay + 86_400_000).toISOString().slice(0, 10);
  return { scheduledTime, kind: 'rescore', trigger: 'schedule', date };
};

const at = (now: string, facts: Partial<PlanContext> = {}): PlanContext => ({
  runs,
  zone: 'Asia/Shanghai',
  now,
  activePolicyVersion: async () => 3,
  promotedModelVersion: async () => 'mdl_20260101_a',
  ...facts,
});

const minutesAfter = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

describe('planning a night', () => {
  it('takes the business date from the scheduled time in the zone, not from the clock', async () => {
    const { date, ...input } = schedule();
    const late = minutesAfter(input.scheduledTime, 26 * 60);
    const plan = await planRun(at(late), { execution: 'first', input });
    expect(plan.runId).toBe(`run_${date.replaceAll('-', '')}`);
    const run = await runs.get(plan.runId);
    expect(run).toMatchObject({ businessDate: date, status: 'running', execution: 'first' });
    expect(Date.parse(run?.asOf ?? '')).toBe(Date.parse(date) - 86_400_000);
  });

  it('pins policy and model, fits each night, and splits the scan in at least four', async () => {
    const { date: _, ...input } = schedule();
    const plan = await planRun(at(input.scheduledTime), { execution: 'first', input });
    expect(plan).toMatchObject({ duplicate: false, needsFit: true, segments: [0, 1, 2, 3] });
    expect(await runs.get(plan.runId)).toMatchObject({
      policyVersion: 3,
      modelVersion: 'mdl_20260101_a',
    });
  });

  it('ends a second delivery as a duplicate while the first one works', async () => {
    const { date: _, ...input } = schedule();
    const first = await planRun(at(input.scheduledTime), { execution: 'first', input });
    const second = await planRun(at(minutesAfter(input.scheduledTime, 1)), {
      execution: 'second',
      input,
    });
    expect([first.duplicate, second.duplicate]).toEqual([false, true]);
    expect((await runs.get(first.runId))?.execution).toBe('first');
  });

  it('gives the same plan to the same execution again, for a reply that was lost', async () => {
    const { date: _, ...input } = schedule();
    const first = await planRun(at(input.scheduledTime), { execution: 'first', input });
    expect(await planRun(at(input.scheduledTime), { execution: 'first', input })).toEqual(first);
  });

  it('gives the run to one of two deliveries that arrive at once', async () => {
    const { date: _, ...input } = schedule();
    const plans = await Promise.all(
      ['a', 'b', 'c', 'd'].map((execution) =>
        planRun(at(input.scheduledTime), { execution, input }),
      ),
    );
    expect(plans.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  });

  it('lets a later delivery take over a run that failed, and keeps its pinned inputs', async () => {
    const { date: _, ...input } = schedule();
    const { runId } = await planRun(at(input.scheduledTime), { execution: 'first', input });
    await finishRun(
      { runs, horizonDays: async () => 273, now: minutesAfter(input.scheduledTime, 1) },
      { runId, error: 'States.Timeout' },
    );
    expect(await runs.get(runId)).toMatchObject({
      status: 'failed',
      failure: { code: 'States.Timeout' },
    });
    const changed = { activePolicyVersion: async () => 4, promotedModelVersion: async () => null };
    const plan = await planRun(at(minutesAfter(input.scheduledTime, 2), changed), {
      execution: 'second',
      input,
    });
    expect(plan).toMatchObject({ duplicate: false, runId });
    expect(await runs.get(runId)).toMatchObject({
      status: 'running',
      execution: 'second',
      policyVersion: 3,
      modelVersion: 'mdl_20260101_a',
      failure: null,
    });
  });

  it('lets a later delivery take over a run that was killed, but not one that still makes progress', async () => {
    const { date: _, ...input } = schedule();
    const { runId } = await planRun(at(input.scheduledTime), { execution: 'first', input });
    const checkpoint = {
      ...noProgress(runId, 0),
      sequence: 1,
      after: 'cus_x',
      tally: countsOnly({ read: 2, scored: 2 }),
      updatedAt: minutesAfter(input.scheduledTime, 10),
    };
    expect(await runs.checkpoint(checkpoint)).toBe(true);
    const deliver = (minutes: number) =>
      planRun(at(minutesAfter(input.scheduledTime, minutes)), { execution: 'second', input });
    expect((await deliver(12)).duplicate).toBe(true);
    expect((await deliver(16)).duplicate).toBe(false);
    expect(await runs.segment(runId, 0)).toEqual(checkpoint);
  });

  it('fits for a past date only where no promoted model lies before it', async () => {
    const { date: _, ...schedules } = schedule();
    const input = { ...schedules, trigger: 'manual', asOf: '1997-09-30' } as const;
    const known = { ...input, runId: 'run_known00000' };
    const unknown = { ...input, runId: 'run_unknown000' };
    const context = at(input.scheduledTime);
    expect(await planRun(context, { execution: 'a', input: known })).toMatchObject({
      needsFit: false,
    });
    const none = at(input.scheduledTime, { promotedModelVersion: async () => null });
    expect(await planRun(none, { execution: 'b', input: unknown })).toMatchObject({
      needsFit: true,
    });
  });
});

describe('checkpoints', () => {
  it('are stored only on top of the one before', async () => {
    const first = { ...noProgress('run_checkpoints', 1), sequence: 1, updatedAt: 'x' };
    expect(await runs.checkpoint(first)).toBe(true);
    expect(await runs.checkpoint(first)).toBe(false);
    expect(await runs.checkpoint({ ...first, sequence: 3 })).toBe(false);
    expect(await runs.checkpoint({ ...first, sequence: 2, done: true })).toBe(true);
  });
});

describe('finishing', () => {
  it('fails a run whose segments are not all done', async () => {
    const { date: _, ...input } = schedule();
    const { runId } = await planRun(at(input.scheduledTime), { execution: 'first', input });
    const finish = { runs, horizonDays: async () => 273, now: input.scheduledTime };
    expect(await finishRun(finish, { runId })).toMatchObject({
      status: 'failed',
      failure: { code: 'segments_incomplete' },
    });
  });

  it('fails a run in which more were read than came out', async () => {
    const { date: _, ...input } = schedule();
    const { runId, segments } = await planRun(at(input.scheduledTime), {
      execution: 'first',
      input,
    });
    for (const segment of segments) {
      const tally = countsOnly({ read: 5, scored: 3, later: 1 });
      await runs.checkpoint({
        ...noProgress(runId, segment),
        sequence: 1,
        done: true,
        tally,
        updatedAt: 'x',
      });
    }
    const finish = { runs, horizonDays: async () => 273, now: input.scheduledTime };
    expect(await finishRun(finish, { runId })).toMatchObject({
      failure: { code: 'counts_differ' },
      report: { customers: { read: 20, scored: 12, later: 4 } },
    });
  });

  it('answers nothing for a run that was never planned', async () => {
    const finish = { runs, horizonDays: async () => 273, now: '2026-01-01T00:00:00.000Z' };
    expect(await finishRun(finish, { runId: 'run_20200101' })).toBeNull();
  });
});
