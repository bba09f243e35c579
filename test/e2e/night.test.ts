import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { loadDemo } from '../../infra/tools/demo.ts';
import { paged } from '../../lib/contract/paged.ts';
import { type Deployment, deploy } from '../support/deployment.ts';

const startMs = Date.parse('2026-03-02T04:00:00Z');
const msPerDay = 86_400_000;

let suite: Deployment;
let customerIds: readonly string[];

const allCustomers = async (): Promise<readonly string[]> => {
  const ids: string[] = [];
  const pages = paged((cursor) =>
    suite.client.listCustomers({ query: { limit: 100, ...(cursor ? { cursor } : {}) } }),
  );
  for await (const { id } of pages) ids.push(id);
  return ids;
};

/** How often each class change was published, by type and message id: the bus itself keeps the last thousand only. */
const seen = new Map<string, number>();

const watchBus = () =>
  suite.runtime.bus.subscribe(({ detailType, detail }) => {
    if (!/^customer\..*_changed$/.test(detailType)) return;
    const { messageId } = z.object({ messageId: z.string() }).parse(detail);
    const key = `${detailType} ${messageId}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  });

const published = (): ReadonlyMap<string, number> => new Map(seen);

/** Transitions in all ledgers: what the journal, a consumer on the bus, has recorded. */
const journalled = async (): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const customerId of customerIds) {
    const pages = paged((cursor) =>
      suite.client.listEvents({
        params: { customerId },
        query: { type: 'transition', limit: 100, ...(cursor ? { cursor } : {}) },
      }),
    );
    for await (const { id } of pages) found.push(`${customerId} ${id}`);
  }
  return found;
};

const moveClock = (ms: number) =>
  fetch(`${suite.url}/_local/clock`, {
    method: 'POST',
    body: JSON.stringify({ now: new Date(ms).toISOString() }),
  });

const runOf = async (id: string) => (await suite.client.getRun({ params: { runId: id } })).body;

beforeAll(async () => {
  suite = await deploy({ now: startMs });
  watchBus();
  await loadDemo({
    session: { baseUrl: suite.url, token: await suite.token('admin') },
    currency: 'CNY',
    nowMs: startMs,
    customers: 120,
  });
  await suite.runtime.settled();
  customerIds = await allCustomers();
}, 180_000);
afterAll(() => suite.stop());

describe('the loop on the synthesized template', () => {
  it('classifies everybody who bought in the first run, and says so on the bus once', async () => {
    const { body: runs } = await suite.client.listRuns({});
    const [first] = runs.data;
    expect(first).toMatchObject({ status: 'succeeded', trigger: 'manual', asOf: '2026-03-01' });
    const run = await runOf(first?.id ?? '');
    const { read, scored, skipped, failed } = run.counts;
    expect([read, failed]).toEqual([120, 0]);
    expect(read).toBe(scored + skipped + failed);
    expect(run.fit?.status).toBe('promoted');
    const counts = published();
    expect(counts.size).toBeGreaterThan(100);
    expect([...counts.values()].every((count) => count === 1)).toBe(true);
    expect((await journalled()).length).toBe(counts.size);
  });

  it('holds the model against a window of the past, and prints and draws that as npm run backtest -- --live', async () => {
    const { body: models } = await suite.client.listModels({ query: { limit: 1 } });
    const { holdOut, choice } = models.data[0]?.evaluation ?? {};
    expect(choice?.chosen).toBe(models.data[0]?.transactions?.model);
    expect(holdOut?.candidates.length).toBeGreaterThan(2);
    expect(holdOut?.comparisons.some(({ loses }) => loses)).toBe(false);
    const folder = await mkdtemp(join(tmpdir(), 'clientele-backtest-'));
    const chart = join(folder, 'live.svg');
    const root = resolve(import.meta.dirname, '../..');
    const { stdout } = await promisify(execFile)(
      join(root, 'node_modules/.bin/node'),
      [join(root, 'infra/tools/backtest.ts'), '--live', '--url', suite.url, '--svg', chart],
      { cwd: root },
    );
    expect(stdout).toContain(`Known until ${holdOut?.window.cut}`);
    expect(stdout).toContain('naive: RFM quintile sum');
    expect(await readFile(chart, 'utf8')).toContain('</svg>');
    await rm(folder, { recursive: true });
  }, 60_000);

  it('shows the answer of a survey on the scorecard at once', async () => {
    const { body: surveys } = await suite.client.listSurveys({});
    const surveyId = surveys.data[0]?.id ?? '';
    const { body: made } = await suite.client.createCustomer({
      body: { kind: 'individual', name: 'Lin', email: 'lin@shop.example' },
    });
    const { body: invited } = await suite.client.createInvitations({
      params: { surveyId },
      body: { customerIds: [made.id] },
    });
    const token = invited.results[0]?.token ?? '';
    await suite.client.submitResponse({
      params: { surveyId },
      body: { token, answers: { recommend: 3, satisfied: 2 } },
    });
    const { body: card } = await suite.client.getScorecard({ params: { customerId: made.id } });
    expect(card.satisfaction).toMatchObject({ nps: { value: 3 }, csat: { value: 2 } });
  });

  it('runs by the schedule in the business zone, once for a second delivery, writing only changes', async () => {
    const nextNight = Date.parse('2026-06-01T20:00:00Z'); // 04:00 in Shanghai on 2 June
    await moveClock(nextNight);
    await suite.runtime.settled();
    const run = await runOf('run_20260602');
    expect(run).toMatchObject({
      trigger: 'schedule',
      status: 'succeeded',
      businessDate: '2026-06-02',
      asOf: '2026-06-01',
    });
    const { changed, written, read } = run.counts;
    expect(changed).toBeGreaterThan(0);
    expect(written).toBeLessThan(read);
    expect(written).toBe(changed);

    const before = published();
    const { machines, template } = suite.runtime;
    const [machine] = template.ofType('AWS::StepFunctions::StateMachine');
    const delivered = machines.executions().filter(({ input }) => input.includes('schedule'));
    const [first] = delivered;
    if (!first || !machine) throw new Error('the schedule started nothing');
    const again = machines.start(machine.arn, { input: first.input });
    await suite.runtime.settled();
    expect(again.arn).not.toBe(first.arn);
    expect(again.status).toBe('SUCCEEDED');
    expect(published()).toEqual(before);
    expect((await runOf('run_20260602')).finishedAt).toBe(run.finishedAt);
  });

  it('delivers every class change once to a consumer when the relay is killed and a tenth of replies is lost', async () => {
    const relay = suite.runtime.functions.all.find(({ id }) => /relay/i.test(id));
    if (!relay) throw new Error('there is no relay');
    const { bus, faults } = suite.runtime;
    const before = published().size;
    const kills = new Set([5, 20, 40]);
    let messages = 0;
    const stopKilling = bus.subscribe(() => {
      messages += 1;
      if (kills.delete(messages)) void relay.kill();
    });
    faults.inject([{ kind: 'lostReply', probability: 0.1 }], 7);
    await moveClock(startMs + 200 * msPerDay);
    await suite.runtime.settled();
    const struck = faults.hits();
    faults.clear();
    stopKilling();
    await suite.runtime.settled();
    expect(kills.size).toBe(0);
    expect(struck[0]).toBeGreaterThan(5);
    expect(published().size).toBeGreaterThan(before + 40);
    // Published at least once, recorded exactly once: the journal holds each message id a single time.
    const transitions = await journalled();
    expect(new Set(transitions).size).toBe(transitions.length);
    expect(transitions.length).toBe(published().size);
  }, 120_000);
});
