import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../lib/events/new-event.ts';
import { recordBatch } from '../../lib/events/record-batch.ts';
import { fail, ok } from '../../lib/shared/result.ts';

const now = '2024-03-01T00:00:00.000Z';
const visit = (id: string, owner: Pick<NewEvent, 'customerId' | 'externalId'>): NewEvent => ({
  type: 'visit',
  id,
  occurredAt: now,
  ...owner,
});
const row = (event: NewEvent) => ({ input: ok(event), freshId: 'fresh' });

/** Records into a list, slowly; names of customers are looked up. */
const recorder = () => {
  const log: string[] = [];
  const classified: string[] = [];
  let running = 0;
  let runningMax = 0;
  let lookups = 0;
  const batch = recordBatch({
    findOwner: async ({ customerId, externalId }) => {
      lookups += 1;
      const found = customerId ?? externalId?.id;
      return found ? ok({ customerId: found, by: 'test' }) : fail('customer_not_found');
    },
    record: async ({ customerId }, { event }) => {
      running += 1;
      runningMax = Math.max(runningMax, running);
      await sleep(Math.random() * 3);
      running -= 1;
      log.push(`${customerId}:${event.id}`);
      const { occurredAt, type, id = '' } = event;
      const receipt = { id, customerId, type, occurredAt, recordedAt: now };
      return ok({ receipt, repeated: customerId === 'old' });
    },
    classify: async (customerId) => {
      classified.push(customerId);
    },
  });
  return { batch, log, classified, runningMax: () => runningMax, lookups: () => lookups };
};

describe('recordBatch', () => {
  it('keeps the order within a customer, however the rows name them, and runs customers beside each other', async () => {
    const { batch, log, runningMax, lookups } = recorder();
    const customers = Array.from({ length: 20 }, (_, index) => `c${index}`);
    const rows = [0, 1, 2, 3].flatMap((turn) =>
      customers.map((id) =>
        row(
          visit(
            `${turn}`,
            turn % 2 === 0 ? { customerId: id } : { externalId: { source: 's', id } },
          ),
        ),
      ),
    );
    const results = await batch(rows, now);
    expect(results.map((result) => result.ok && result.value.receipt.customerId)).toEqual(
      rows.map((_, index) => customers[index % 20]),
    );
    for (const id of customers)
      expect(log.filter((entry) => entry.startsWith(`${id}:`))).toEqual(
        [0, 1, 2, 3].map((turn) => `${id}:${turn}`),
      );
    expect(runningMax()).toBe(8);
    expect(lookups()).toBe(40);
  });

  it('classifies a customer once, at the end, and not for repeats alone', async () => {
    const { batch, classified } = recorder();
    const owners = ['a', 'a', 'b', 'old'];
    await batch(
      owners.map((customerId) => row(visit('x', { customerId }))),
      now,
    );
    expect(classified.sort()).toEqual(['a', 'b']);
  });

  it('answers rows that cannot be read or owned, and records the others', async () => {
    const { batch, log } = recorder();
    const results = await batch(
      [
        { input: fail('invalid_request'), freshId: 'f' },
        row(visit('x', {})),
        row(visit('y', { customerId: 'a' })),
      ],
      now,
    );
    expect(results.map((result) => (result.ok ? 'ok' : result.failure.code))).toEqual([
      'invalid_request',
      'customer_not_found',
      'ok',
    ]);
    expect(log).toEqual(['a:y']);
  });
});
