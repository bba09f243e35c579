import { type Client, createClient } from '../../lib/contract/client.ts';
import { minorDigits } from '../../lib/shared/money.ts';
import { type DemoCustomer, demoShop } from './demo-shop.ts';
import { demoSurvey } from './demo-survey.ts';
import { patientFetch } from './patient-fetch.ts';
import type { Session } from './session.ts';

export interface DemoOptions {
  readonly session: Session;
  readonly currency: string;
  /** The present, in epoch milliseconds; everything lies before it. */
  readonly nowMs: number;
  readonly customers?: number;
  /** Called after each step with what is there so far. */
  readonly progress?: (note: string) => void;
}

const msPerDay = 86_400_000;
const batchSize = 100;

type EventRow = Readonly<Record<string, unknown>>;

/**
 * Fills an empty deployment through its API: customers, a year and a half of events, a survey with
 * answers, and a first run. Ids are fixed, so loading it again repeats instead of doubling.
 */
export const loadDemo = async (options: DemoOptions): Promise<void> => {
  const client = createClient({ ...options.session, fetch: patientFetch });
  const say = options.progress ?? (() => undefined);
  const shop = demoShop(options.customers ?? 240);
  const ids = await createCustomers(client, shop);
  say(`${ids.size} customers`);
  const events = shop.flatMap((customer) => eventsOf(customer, ids, options));
  await inBatches(events, (items) => client.batchEvents({ body: { items: [...items] } }));
  say(`${events.length} events`);
  const answers = await answerSurvey(client, shop, ids);
  say(`${answers} survey answers`);
  const { body: run } = await client.startRun({ body: { kind: 'rescore' } });
  say(`run ${run.id} started`);
};

const inBatches = async (
  rows: readonly EventRow[],
  send: (rows: readonly EventRow[]) => ReturnType<Client['batchEvents']>,
): Promise<void> => {
  for (let i = 0; i < rows.length; i += batchSize) {
    const { body } = await send(rows.slice(i, i + batchSize));
    const refused = body.results.find(({ status }) => status >= 300);
    if (refused) {
      throw new Error(`demo data was refused: ${refused.problem?.detail}`);
    }
  }
};

const createCustomers = async (
  client: Client,
  shop: readonly DemoCustomer[],
): Promise<ReadonlyMap<number, string>> => {
  const ids = new Map<number, string>();
  for (let i = 0; i < shop.length; i += batchSize) {
    const part = shop.slice(i, i + batchSize);
    const { body } = await client.batchCustomers({
      body: { items: part.map(customerRow) },
    });
    body.results.forEach(({ id, problem }, index) => {
      const customer = part[index];
      if (!id || !customer) throw new Error(`a demo customer was refused: ${problem?.detail}`);
      ids.set(customer.number, id);
    });
  }
  return ids;
};

const customerRow = (customer: DemoCustomer) => ({
  kind: customer.kind,
  name: customer.name,
  email: customer.email,
  externalIds: [{ source: 'demo', id: String(customer.number) }],
  location: { country: customer.country, city: customer.city },
  tags: customer.tags,
});

const eventsOf = (
  customer: DemoCustomer,
  ids: ReadonlyMap<number, string>,
  { currency, nowMs }: DemoOptions,
): readonly EventRow[] => {
  const customerId = ids.get(customer.number);
  // Noon of the day, an hour at least before the present.
  const at = (daysAgo: number) =>
    new Date(nowMs - Math.max(daysAgo, 0) * msPerDay - msPerDay / 24).toISOString();
  const money = (major: number) => ({
    amount: Math.round(major * 10 ** minorDigits(currency)),
    currency,
  });
  const name = (kind: string, number: number) => `demo-${kind}-${customer.number}-${number}`;
  const referred = customer.referred === undefined ? undefined : ids.get(customer.referred);
  return [
    ...customer.purchases.flatMap((purchase, i) => {
      const orderId = `D${customer.number}-${i + 1}`;
      const occurredAt = at(purchase.daysAgo);
      const amount = money(purchase.amountMajor);
      return [
        {
          ...{ id: name('purchase', i), customerId, type: 'purchase', occurredAt, orderId, amount },
          ...{ category: purchase.category, cost: money(purchase.amountMajor * 0.6) },
        },
        ...(purchase.refunded
          ? [
              {
                ...{ id: name('refund', i), customerId, type: 'refund', orderId, amount },
                occurredAt: at(purchase.daysAgo - 1),
              },
            ]
          : []),
      ];
    }),
    ...customer.complaints.map((daysAgo, i) => ({
      ...{ id: name('complaint', i), customerId, type: 'complaint', occurredAt: at(daysAgo) },
      reason: customer.language === 'zh' ? '送货太慢，包装破损' : 'Late delivery, damaged parcel',
    })),
    ...customer.visits.map((daysAgo, i) => ({
      ...{ id: name('visit', i), customerId, type: 'visit', occurredAt: at(daysAgo) },
    })),
    ...(referred
      ? [
          {
            ...{ id: name('referral', 0), customerId, type: 'referral', occurredAt: at(20) },
            referredCustomerId: referred,
          },
        ]
      : []),
  ];
};

/** Everybody who bought is invited, two in three answer. */
const answerSurvey = async (
  client: Client,
  shop: readonly DemoCustomer[],
  ids: ReadonlyMap<number, string>,
): Promise<number> => {
  const key = { 'idempotency-key': 'demo-survey' };
  const { body: survey } = await client.createSurvey({ body: demoSurvey, headers: key });
  await client.publishSurvey({ params: { surveyId: survey.id }, headers: key });
  const asked = shop.filter(({ purchases }) => purchases.length > 0);
  let answers = 0;
  for (let i = 0; i < asked.length; i += batchSize) {
    const part = asked.slice(i, i + batchSize);
    const { body } = await client.createInvitations({
      params: { surveyId: survey.id },
      headers: { 'idempotency-key': `demo-invitations-${i}` },
      body: { customerIds: part.flatMap(({ number }) => ids.get(number) ?? []) },
    });
    for (const [index, customer] of part.entries()) {
      const token = body.results[index]?.token;
      if (!token || customer.number % 3 === 0) continue;
      await client.submitResponse({
        params: { surveyId: survey.id },
        body: { token, language: customer.language, answers: answersOf(customer) },
      });
      answers += 1;
    }
  }
  return answers;
};

const answersOf = ({ mood, language }: DemoCustomer) => ({
  recommend: mood,
  satisfied: Math.max(1, Math.round(mood / 2)),
  easy: Math.max(1, Math.min(7, Math.round(mood * 0.7))),
  reason: mood >= 8 ? ['quality', 'service'] : ['delivery'],
  ...(mood <= 5
    ? { why: language === 'zh' ? '等了一个星期才收到' : 'It took a week to arrive' }
    : {}),
});
