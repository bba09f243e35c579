import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as fitModels } from '../../functions/jobs/fit.ts';
import { handler as plan } from '../../functions/jobs/plan.ts';
import { detailItem } from '../../lib/adapters/dynamodb/detail-item.ts';
import { eventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import { newScoreItem } from '../../lib/adapters/dynamodb/score-item.ts';
import { models } from '../../lib/app/versions.ts';
import { emptyDetail } from '../../lib/events/fold-detail.ts';
import type { Run } from '../../lib/runs/run.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';
import { planInput, runNight, runs } from './support/night.ts';
import { allRecords, openShop, purchaseEvent, recordOf, smallShop } from './support/shop.ts';

// Whole nights, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 120_000 });

const customers = 150;
/** 03:30 in Shanghai on so many days after 2026-03-02. */
const night = (days: number): string =>
  new Date(Date.parse('2026-03-01T19:30:00.000Z') + days * 86_400_000).toISOString();

let environment: TestEnvironment;
const records = () => allRecords(environment.tables);
const byId = (all: readonly ScoreRecord[]) =>
  new Map(all.map((record) => [record.customerId, record]));

/** How many customers were written between two looks, and how often in all. */
const writesBetween = (before: readonly ScoreRecord[], after: readonly ScoreRecord[]) => {
  const known = byId(before);
  const counts = after.map((record) => record.writes - (known.get(record.customerId)?.writes ?? 0));
  return {
    customers: counts.filter((count) => count > 0).length,
    writes: counts.reduce((a, b) => a + b, 0),
  };
};

const expectBalanced = (run: Run | undefined): void => {
  expect(run?.status).toBe('succeeded');
  const { read, scored, later, gone, failed } = run?.report?.customers ?? {
    read: -1,
    scored: 0,
    later: 0,
    gone: 0,
    failed: 0,
  };
  expect(read).toBe(scored + later + gone + failed);
};

beforeAll(async () => {
  environment = await openEnvironment();
  await openShop(environment.tables, smallShop(customers, '2026-02-28'));
});
afterAll(() => environment.close());

describe('the night', () => {
  it('classifies everybody by a model that it fitted, stamps the changes, and adds up', async () => {
    const run = await runNight({ scheduledTime: night(0) });
    expectBalanced(run);
    expect(run).toMatchObject({
      id: 'run_20260302',
      asOf: '2026-03-01',
      fit: { status: 'promoted', reason: 'first model', customers },
      report: {
        customers: { read: customers, scored: customers },
        changed: customers,
        written: customers,
      },
    });
    expect(run?.modelVersion).toMatch(/^mdl_20260301_/);
    const all = await records();
    expect(all.every(({ lastChange }) => lastChange?.runId === 'run_20260302')).toBe(true);
    const tiers = run?.report?.classes.tier ?? {};
    // The customer at the bound belongs to the tier above it.
    expect(tiers['high']).toBe(customers * 0.2 + 1);
    expect(tiers['mid']).toBe(all.filter(({ classes }) => classes.tier === 'mid').length);
    expect(run?.report?.migrations.stage['prospect']).toEqual(run?.report?.classes.stage);
  });

  it('ends the second delivery of the schedule as a duplicate without reading anybody', async () => {
    const before = await records();
    expect(await runNight({ scheduledTime: night(0) })).toBeUndefined();
    expect(await records()).toEqual(before);
  });

  it('writes only the classes that changed the night after, each once', async () => {
    const before = await records();
    const run = await runNight({ scheduledTime: night(1) });
    expectBalanced(run);
    const { customers: changed, writes } = writesBetween(before, await records());
    expect(writes).toBe(changed);
    expect(run?.report).toMatchObject({ changed, written: changed });
    expect(changed).toBeLessThan(customers / 3);
    expect(run?.fit).toMatchObject({ status: 'candidate' });
    expect(run?.modelVersion).toMatch(/^mdl_20260301_/);
  });

  it('fits the same version again from the same customers', async () => {
    const fitted = (await runs.get('run_20260303'))?.fit?.version;
    const { runId } = await plan(
      planInput({ kind: 'fit', runId: 'run_fitagain0', scheduledTime: night(1) }),
    );
    await fitModels({ runId });
    expect((await runs.get(runId))?.fit?.version).toBe(fitted);
  });

  it('changes nothing in a dry run but says what would change', async () => {
    const before = await records();
    const dry = await runNight({
      runId: 'run_dry0000000',
      scheduledTime: night(40),
      dryRun: true,
    });
    expectBalanced(dry);
    expect(dry?.fit).toBeNull();
    expect(dry?.report?.written).toBe(0);
    expect(dry?.report?.changed).toBeGreaterThan(0);
    expect(await records()).toEqual(before);
  });

  it('leaves customers with later purchases to intake, skips erased ones and folds dirty ones', async () => {
    const { documents, names } = environment.tables;
    const put = (TableName: string, Item: Record<string, unknown>) =>
      documents.send(new PutCommand({ TableName, Item }));
    const later = [{ date: '2026-03-04', amount: 500 }];
    await openShop(environment.tables, new Map([['cus_later', later]]));
    await put(names.scores, { ...newScoreItem('cus_erased'), st: 'erased' });
    const late = purchaseEvent('cus_dirty', { date: '2026-02-20', amount: 900 }, 1);
    await put(names.events, eventItem(late));
    await put(names.customers, detailItem('cus_dirty', emptyDetail));
    await put(names.scores, { ...newScoreItem('cus_dirty'), d: 1 });
    const run = await runNight({ scheduledTime: night(2) });
    expectBalanced(run);
    expect(run?.report).toMatchObject({
      customers: { later: 1, gone: 1, failed: 0 },
      folded: 1,
    });
    expect((await recordOf(environment.tables, 'cus_later')).writes).toBe(1);
    expect((await recordOf(environment.tables, 'cus_erased')).writes).toBe(1);
    expect(await recordOf(environment.tables, 'cus_dirty')).toMatchObject({
      dirty: false,
      statistics: { purchaseDays: 1, total: 900 },
      classes: { stage: 'first' },
      lastChange: { runId: 'run_20260304' },
    });
  });

  it('counts a customer that cannot be scored as failed, and scores the others', async () => {
    const { documents, names } = environment.tables;
    await documents.send(
      new PutCommand({
        TableName: names.scores,
        Item: { ...newScoreItem('cus_broken'), n: 2, f: 20_000, l: 10, m: 5, m0: 1 },
      }),
    );
    const run = await runNight({ scheduledTime: night(3) });
    expectBalanced(run);
    expect(run?.report?.customers.failed).toBe(1);
    await documents.send(
      new UpdateCommand({
        TableName: names.scores,
        Key: { id: 'cus_broken' },
        UpdateExpression: 'SET st = :erased',
        ExpressionAttributeValues: { ':erased': 'erased' },
      }),
    );
  });

  it('promotes a better model after a week when it moves what is expected, else keeps the one in use', async () => {
    const run = await runNight({ scheduledTime: night(60) });
    expectBalanced(run);
    const model = await models.get(run?.fit?.version ?? '');
    expect(run?.fit?.reason).toMatch(/moves totals and bounds by at most [\d.]+ %/);
    expect(model?.decision).toBe(run?.fit?.status);
    const inUse = run?.fit?.status === 'promoted' ? run.fit.version : 'mdl_20260301_';
    expect(run?.modelVersion).toContain(inUse);
  });
});

describe('a rebuild', () => {
  it('repairs what differs from the ledger, counts it, and finds nothing the next time', async () => {
    const { documents, names } = environment.tables;
    const [victim] = [...smallShop(1, '2026-02-28').keys()];
    const id = victim ?? '';
    const good = (await recordOf(environment.tables, id)).statistics;
    await documents.send(
      new UpdateCommand({
        TableName: names.scores,
        Key: { id },
        UpdateExpression: 'SET n = :wrong, m = :wrong',
        ExpressionAttributeValues: { ':wrong': 77 },
      }),
    );
    const rebuild = { kind: 'rebuild', scheduledTime: night(61) } as const;
    const looked = await runNight({ ...rebuild, runId: 'run_rebuild00', dryRun: true });
    expect(looked?.report).toMatchObject({ differing: 1, repaired: 0 });
    const first = await runNight({ ...rebuild, runId: 'run_rebuild01' });
    expectBalanced(first);
    expect(first?.report).toMatchObject({ differing: 1, repaired: 1 });
    expect((await recordOf(environment.tables, id)).statistics).toEqual(good);
    const second = await runNight({ ...rebuild, runId: 'run_rebuild02' });
    expect(second?.report).toMatchObject({ differing: 0, repaired: 0, written: 0 });
  });
});
