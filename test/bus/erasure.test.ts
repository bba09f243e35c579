import { GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { EventBridgeEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { handler } from '../../functions/bus/erasure.ts';
import { handle as recordEvent } from '../../functions/http/events/record-event.ts';
import type { Database } from '../../lib/adapters/dynamodb/database.ts';
import { erasureStore } from '../../lib/adapters/dynamodb/erasure-store.ts';
import { readEventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import { clock, database, subKey } from '../../lib/app/base.ts';
import { eventMessages } from '../../lib/app/stream-messages.ts';
import type { Customer } from '../../lib/customers/customer.ts';
import type { Erasure } from '../../lib/customers/erasure.ts';
import { performErasure } from '../../lib/customers/perform-erasure.ts';
import { foldLedger } from '../../lib/events/fold.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { testApi } from '../http/support/api.ts';
import { customersApi } from '../http/support/customers.ts';

const api = customersApi();
const eventsApi = testApi('events', [recordEvent]);

/** Every string by which the person of a test could be known again. */
const personOf = (mark: string) => ({
  name: `Erika ${mark}`,
  email: `erika.${mark}@example.com`,
  phone: `+49170${mark}`,
  key: `crm-${mark}`,
  tag: `tag-${mark}`,
  owner: `usr_${mark}`,
  city: `city-${mark}`,
  nickname: `nick-${mark}`,
  order: `order-${mark}`,
  ticket: `ticket-${mark}`,
  subscription: `subscription-${mark}`,
  text: `words of ${mark}`,
});

const marks = ['7300001', '7300002', '7300003', '7300004'];
const nextPerson = () => {
  const mark = marks.pop();
  if (!mark) throw new Error('more people are needed');
  return personOf(mark);
};

const record = async (event: Record<string, unknown>): Promise<void> => {
  const answer = await eventsApi.call('recordEvent', { body: event });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
};

/** A customer with everything that an erasure must find. */
const fullCustomer = async (person: ReturnType<typeof personOf>): Promise<Customer> => {
  const customer = await api.create({
    name: person.name,
    email: person.email,
    phone: person.phone,
    externalIds: [{ source: 'crm', id: person.key }],
    location: { city: person.city },
    demographics: { birthDate: '1980-01-01' },
    tags: [person.tag, 'plain'],
    owner: person.owner,
    custom: { nickname: person.nickname },
  });
  const about = { externalId: { source: 'crm', id: person.key } };
  const money = (amount: number) => ({ amount, currency: 'CNY' });
  const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00Z`;
  const orderId = person.order;
  await record({ ...about, type: 'purchase', occurredAt: at(1), orderId, amount: money(5_000) });
  await record({ ...about, type: 'purchase', occurredAt: at(9), orderId: 'b', amount: money(700) });
  await record({ ...about, type: 'refund', occurredAt: at(10), orderId, amount: money(1_000) });
  await record({ ...about, type: 'complaint', occurredAt: at(11), reason: person.text });
  for (const status of ['opened', 'resolved'])
    await record({
      ...{ ...about, type: 'service', occurredAt: at(11), status },
      ticketId: person.ticket,
    });
  await record({
    ...{ ...about, type: 'subscription', occurredAt: at(12), status: 'paid', endsOn: '2026-04-11' },
    subscriptionId: person.subscription,
  });
  await record({ customerId: customer.id, type: 'note', occurredAt: at(12), text: person.text });
  return customer;
};

const ledgerItems = async (customerId: string) => {
  const { documents, names } = api.environment().tables;
  const answer = await documents.send(
    new QueryCommand({
      TableName: names.events,
      KeyConditionExpression: 'ledger = :ledger',
      ExpressionAttributeValues: { ':ledger': ledgerOf(customerId) },
    }),
  );
  return answer.Items ?? [];
};

const foldOf = async (customerId: string) =>
  foldLedger((await ledgerItems(customerId)).map(readEventItem));

const everything = async (): Promise<string> => {
  const { documents, names } = api.environment().tables;
  const pages = await Promise.all(
    Object.values(names).map((TableName) => documents.send(new ScanCommand({ TableName }))),
  );
  return JSON.stringify(pages.map(({ Items }) => Items)).toLowerCase();
};

/** What the bus delivers for the outbox item of an erasure. */
const messageOf = async (
  customerId: string,
): Promise<EventBridgeEvent<'customer.erasure_requested', unknown>> => {
  const items = await ledgerItems(customerId);
  const [outgoing] = eventMessages(items.find((item) => item['type'] === 'erasure'));
  if (outgoing?.type !== 'customer.erasure_requested') throw new Error('no message in the outbox');
  return {
    id: 'test',
    version: '0',
    account: '000000000000',
    time: outgoing.message.occurredAt,
    region: 'us-east-1',
    resources: [],
    source: 'clientele',
    'detail-type': outgoing.type,
    detail: outgoing.message,
  };
};

const erasureOf = async ({ id }: Erasure): Promise<Erasure> =>
  (await api.call('getErasure', { params: { erasureId: id } })).body;

const removed = { profiles: 1, identities: 3, memberships: 4, records: 0, answers: 0, events: 8 };

describe('the erasure job', () => {
  it('leaves no trace of the person in any table, and certifies what it removed', async () => {
    const person = nextPerson();
    const { id } = await fullCustomer(person);
    for (const text of Object.values(person))
      expect(await everything()).toContain(text.toLowerCase());
    const before = await foldOf(id);
    const erasure = await api.erase(id);
    await handler(await messageOf(id));
    const left = await everything();
    for (const text of [...Object.values(person), '1980-01-01'])
      expect(left).not.toContain(text.toLowerCase());
    expect(await erasureOf(erasure)).toEqual({
      ...erasure,
      status: 'completed',
      certificate: {
        erasureId: erasure.id,
        customerId: id,
        requestedAt: erasure.requestedAt,
        completedAt: expect.stringMatching(/Z$/),
        removed,
        digest: expect.stringMatching(/^[\w-]{43}$/),
      },
    });
    expect(await foldOf(id)).toEqual(before);
    expect(before.statistics).toMatchObject({ purchaseDays: 2, total: 4_700 });
  });

  it('keeps identities as tombstones and everything about the customer at 410', async () => {
    const person = nextPerson();
    const { id } = await fullCustomer(person);
    await api.erase(id);
    await handler(await messageOf(id));
    const again = await api.call('createCustomer', { body: { name: 'E', email: person.email } });
    expect(again.problem.code).toBe('erased_identity');
    for (const routeId of ['getCustomer', 'updateCustomer', 'deleteCustomer']) {
      const body = routeId === 'updateCustomer' ? { body: {} } : {};
      const answer = await api.call(routeId, { params: { customerId: id }, ...body });
      expect(answer.problem.code).toBe('customer_erased');
    }
    const late = await eventsApi.call('recordEvent', {
      body: { customerId: id, type: 'visit', occurredAt: '2026-03-20T08:00:00Z' },
    });
    expect(late.problem.code).toBe('customer_erased');
  });

  it('certifies the same once when it is delivered twice at once and again later', async () => {
    const { id } = await fullCustomer(nextPerson());
    const erasure = await api.erase(id);
    const message = await messageOf(id);
    await Promise.all([handler(message), handler(message)]);
    const done = await erasureOf(erasure);
    expect(done.certificate?.removed).toEqual(removed);
    const items = await ledgerItems(id);
    await handler(message);
    expect(await erasureOf(erasure)).toEqual(done);
    expect(await ledgerItems(id)).toEqual(items);
  });

  it('finishes after being cut off at every single call to the database', async () => {
    const person = nextPerson();
    const { id } = await fullCustomer(person);
    const before = await foldOf(id);
    const erasure = await api.erase(id);
    let attempts = 0;
    for (let isDone = false; !isDone; ) {
      attempts += 1;
      isDone = await performErasure(
        erasureStore(cutOffAfter(attempts), subKey),
        clock,
      )(erasure.id)
        .then(() => true)
        .catch((error: unknown) => {
          if (error !== cutOff) throw error;
          return false;
        });
    }
    expect(attempts).toBeGreaterThan(10);
    expect((await erasureOf(erasure)).certificate?.removed).toEqual(removed);
    expect(await foldOf(id)).toEqual(before);
    expect(await everything()).not.toContain(person.text);
    const { documents, names } = api.environment().tables;
    const profile = await documents.send(
      new GetCommand({ TableName: names.customers, Key: { pk: id, sk: 'profile' } }),
    );
    expect(profile.Item).toEqual({
      pk: id,
      sk: 'profile',
      _v: 1,
      status: 'erased',
      erasureId: erasure.id,
    });
  });

  it('fails loudly for an erasure without record', async () => {
    const perform = performErasure(erasureStore(database, subKey), clock);
    await expect(perform('era_none')).rejects.toThrow('no record');
  });
});

const cutOff = new Error('cut off');

/** The database, gone after a number of calls. */
const cutOffAfter = (calls: number): Database => {
  let left = calls;
  const client = new Proxy(database.client, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (name !== 'send' || typeof member !== 'function') return member;
      return async (command: unknown) => {
        left -= 1;
        if (left < 0) throw cutOff;
        return member.call(target, command);
      };
    },
  });
  return { ...database, client };
};
