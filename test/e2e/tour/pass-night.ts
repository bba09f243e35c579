import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { keyed, refusalOf, type Tour } from './tour.ts';
import type { Buyer } from './visit-events.ts';

/** 03:30 in Shanghai on 3 March. */
const night = '2026-03-02T19:30:00.000Z';
const runId = 'run_20260303';

/** The schedule's night, delivered twice and asked for by hand while it works, with a ledger to fold. */
export const passNight = async (
  { client, suite, moveClock }: Tour,
  { customerId }: Buyer,
): Promise<void> => {
  const { runtime } = suite;
  const late = { type: 'purchase', orderId: 'late', occurredAt: '2026-02-12T08:00:00Z' } as const;
  const amount = { amount: 5_000, currency: 'CNY' };
  await client.recordEvent({ body: { ...late, id: 'late', customerId, amount } });
  // Holds the night open, so that what comes meanwhile meets it at work.
  const filter = ({ operation }: { operation: string }) => operation === 'Scan';
  runtime.faults.inject([{ kind: 'late', probability: 1, times: 1, delayMs: 3_000, filter }]);
  await moveClock(night);
  while ((await client.listRuns({})).body.data[0]?.status !== 'running') await sleep(50);
  const [schedule] = runtime.template.ofType('AWS::Scheduler::Schedule');
  runtime.scheduler.deliver(schedule?.id ?? '', Date.parse(night));
  const byHand = client.startRun({ body: { kind: 'rescore' }, headers: keyed('meanwhile') });
  expect(await refusalOf(byHand)).toBe('run_in_progress');
  await runtime.settled();
  runtime.faults.clear();

  const { body: run } = await client.getRun({ params: { runId } });
  expect(run).toMatchObject({ status: 'succeeded', trigger: 'schedule', asOf: '2026-03-02' });
  expect(run.report?.ledgers.folded).toBe(1);
  const delivered = runtime.machines
    .executions()
    .filter(({ input }) => input.includes(night.slice(0, 16)));
  expect(delivered.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
};
