import { expect } from 'vitest';
import { seededRandom } from '../../infra/tools/demo-random.ts';
import { ProblemError } from '../../lib/contract/client.ts';
import { paged } from '../../lib/contract/paged.ts';
import type { Deployment } from '../support/deployment.ts';

const writers = 16;
const firstDay = Date.parse('2025-01-01T04:00:00Z');
const msPerDay = 86_400_000;

interface Purchase {
  readonly id: string;
  readonly day: number;
  readonly amount: number;
}

const inRandomOrder = <T>(values: readonly T[], random: () => number): readonly T[] =>
  values
    .map((value) => ({ value, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);

/** A refusal that says "again" is asked again, as any client would; everything else fails the test. */
const insist = async <T>(send: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 503) throw error;
    }
  }
};

/**
 * Sixteen writers post purchases of one customer over HTTP in random day order, every request twice,
 * while the proxy cancels three of ten transactions with TransactionConflict. Afterwards the ledger
 * holds each purchase once, and the statistics behind the scorecard are those of the purchases.
 */
export const proveConcurrentWriters = async (suite: Deployment, count: number): Promise<void> => {
  const random = seededRandom(16);
  const { body: customer } = await suite.client.createCustomer({
    body: { kind: 'individual', name: 'Busy' },
  });
  const purchases = Array.from(
    { length: count },
    (_, i): Purchase => ({
      id: `p${i}`,
      day: Math.floor(random() * 400),
      amount: 1 + Math.floor(random() * 50_000),
    }),
  );
  const queue = [...inRandomOrder([...purchases, ...purchases], random)];
  const statuses = new Map<number, number>();
  const write = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const { id, day, amount } = next;
      const { status } = await insist(() =>
        suite.client.recordEvent({
          body: {
            ...{ id, customerId: customer.id, type: 'purchase', orderId: id },
            occurredAt: new Date(firstDay + day * msPerDay).toISOString(),
            amount: { amount, currency: 'CNY' },
          },
        }),
      );
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  suite.runtime.faults.inject([{ kind: 'conflict', probability: 0.3 }], 3);
  await Promise.all(Array.from({ length: writers }, write));
  const [conflicts = 0] = suite.runtime.faults.hits();
  suite.runtime.faults.clear();

  expect(conflicts).toBeGreaterThan(count / 4);
  // A first request that was answered 503 after its effect makes its repeat the first receipt.
  expect((statuses.get(200) ?? 0) + (statuses.get(201) ?? 0)).toBe(2 * count);
  const recorded = [];
  const params = { customerId: customer.id };
  const pages = paged((cursor) =>
    suite.client.listEvents({ params, query: { limit: 100, ...(cursor ? { cursor } : {}) } }),
  );
  for await (const { id } of pages) recorded.push(id);
  expect(recorded.filter((id) => id.startsWith('p')).length).toBe(count);

  const { body: card } = await suite.client.getScorecard({ params });
  const total = purchases.reduce((sum, { amount }) => sum + amount, 0);
  expect(card.value.historic).toMatchObject({ amount: total, basis: 'revenue' });
  const { body: run } = await suite.client.startRun({ body: { kind: 'rebuild' } });
  await suite.runtime.settled();
  const { body: rebuilt } = await suite.client.getRun({ params: { runId: run.id } });
  expect(rebuilt.status).toBe('succeeded');
  // The fold over the ledger found nothing to repair: stored statistics and detail are exact.
  expect(rebuilt.report?.ledgers).toMatchObject({ differing: 0, repaired: 0 });
};
