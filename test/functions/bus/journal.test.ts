import type { EventBridgeEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/bus/journal.ts';
import { ledgerStore } from '../../../lib/adapters/dynamodb/ledger-store.ts';
import { foldLedger } from '../../../lib/events/fold.ts';
import { ledgerOf } from '../../../lib/shared/ids.ts';
import { at, customerId } from '../../events/ledgers.ts';
import { openEnvironment, type TestEnvironment } from '../../support/environment.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openEnvironment();
});
afterAll(() => environment.close());

const ledgerId = ledgerOf(customerId);
const readAll = () => {
  const { documents, names } = environment.tables;
  const database = { client: documents, table: (name: keyof typeof names) => names[name] };
  return ledgerStore(database).readAll(ledgerId);
};

type ChangeEvent = Parameters<typeof handler>[0];
const message = (type: ChangeEvent['detail-type'], seq: number, more: object = {}): ChangeEvent => {
  const detail = {
    messageId: `${customerId}#${seq}`,
    customerId,
    ledgerId,
    occurredAt: at(0),
    seq,
    from: 'low',
    to: 'high',
    ...more,
  };
  // What EventBridge adds around type and detail is not read.
  return { 'detail-type': type, detail } as EventBridgeEvent<ChangeEvent['detail-type'], unknown>;
};

describe('journal', () => {
  it('writes each change once, however often and however simultaneously it is delivered', async () => {
    const deliveries = [1, 2].flatMap((seq) =>
      Array.from({ length: 5 }, () => message('customer.tier_changed', seq, { runId: 'run_1' })),
    );
    await Promise.all([...deliveries, message('customer.risk_changed', 2)].map(handler));
    const events = await readAll();
    expect(events.map(({ eventId }) => eventId).sort()).toEqual([
      'chg_0000000001_tier',
      'chg_0000000002_risk',
      'chg_0000000002_tier',
    ]);
    expect(events[0]).toMatchObject({
      type: 'transition',
      class: 'tier',
      from: 'low',
      to: 'high',
      runId: 'run_1',
      occurredAt: at(0),
    });
  });

  it('leaves the statistics as they are', async () => {
    expect(foldLedger(await readAll())).toEqual(foldLedger([]));
  });

  it('refuses a message that is none, so that the bus keeps it', async () => {
    await expect(handler(message('customer.tier_changed', 3, { seq: 'x' }))).rejects.toThrow();
  });
});
