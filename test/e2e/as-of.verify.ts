import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../infra/tools/demo.ts';
import type { Scorecard } from '../../lib/scoring/scorecard-schema.ts';
import { type Deployment, deploy } from '../support/deployment.ts';

const startMs = Date.parse('2026-03-02T04:00:00Z');

let suite: Deployment;
let bearer: string;

const moveClock = async (instant: string): Promise<void> => {
  await fetch(`${suite.url}/_local/clock`, {
    method: 'POST',
    body: JSON.stringify({ now: instant }),
  });
  await suite.runtime.settled();
};

type Ask = { readonly asOf?: string; readonly knownAt?: string };

/** The answer as it came over the wire: equal texts are equal to the byte. */
const askText = async (customerId: string, ask: Ask): Promise<{ status: number; text: string }> => {
  const query = new URLSearchParams(Object.entries(ask));
  const answer = await fetch(`${suite.url}/v1/customers/${customerId}/scorecard?${query}`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  return { status: answer.status, text: await answer.text() };
};

const ask = async (customerId: string, { asOf, knownAt }: Ask): Promise<Scorecard> => {
  const query = { ...(asOf ? { asOf } : {}), ...(knownAt ? { knownAt } : {}) };
  return (await suite.client.getScorecard({ params: { customerId }, query })).body;
};

const customer = async (name: string): Promise<string> =>
  (await suite.client.createCustomer({ body: { kind: 'individual', name } })).body.id;

const buy = (customerId: string, orderId: string, occurredAt: string, fen = 10_000) =>
  suite.client.recordEvent({
    body: {
      ...{ id: orderId, customerId, type: 'purchase', occurredAt, orderId },
      amount: { amount: fen, currency: 'CNY' },
    },
  });

const revenue = ({ value }: Scorecard): number => value.historic.amount;

interface Cast {
  readonly calm: string;
  readonly late: string;
  readonly voided: string;
  readonly refunded: string;
  readonly referrer: string;
  readonly gone: string;
}
let cast: Cast;

/** All answers of 10 March about the 5th, as they were then. */
let then: ReadonlyMap<string, string>;
let knownThen: string;

const question = () => ({ asOf: '2026-03-05', knownAt: knownThen });

const recordBeforeTheFirstNight = async (): Promise<void> => {
  cast = {
    calm: await customer('Calm'),
    late: await customer('Late'),
    voided: await customer('Voided'),
    refunded: await customer('Refunded'),
    referrer: await customer('Referrer'),
    gone: await customer('Gone'),
  };
  for (const [name, customerId] of Object.entries(cast)) {
    await buy(customerId, `${name}-1`, '2026-01-10T04:00:00Z');
    await buy(customerId, `${name}-2`, '2026-02-10T04:00:00Z');
  }
  const { referrer: customerId, calm: referredCustomerId } = cast;
  await suite.client.recordEvent({
    body: {
      ...{ id: 'bring', customerId, type: 'referral', occurredAt: '2026-01-05T04:00:00Z' },
      referredCustomerId,
    },
  });
};

/** What arrives on 20 March: a late purchase, a void, a refund, and a purchase of the referrer's friend. */
const recordLater = async (): Promise<void> => {
  await buy(cast.late, 'late-3', '2026-03-04T04:00:00Z', 5_000);
  await buy(cast.calm, 'calm-3', '2026-03-19T04:00:00Z', 7_000);
  await suite.client.recordEvent({
    body: {
      ...{ id: 'void-1', customerId: cast.voided, type: 'void', eventId: 'voided-2' },
      ...{ occurredAt: '2026-03-20T03:00:00Z', reason: 'typed twice' },
    },
  });
  await suite.client.recordEvent({
    body: {
      ...{ id: 'refund-1', customerId: cast.refunded, type: 'refund', orderId: 'refunded-2' },
      ...{ occurredAt: '2026-03-19T04:00:00Z', amount: { amount: 4_000, currency: 'CNY' } },
    },
  });
};

/** A month in which a third of the shop comes twice as often: what the first model knows no longer holds. */
const boom = async (): Promise<void> => {
  const { body } = await suite.client.listCustomers({ query: { limit: 100 } });
  const others = body.data.filter(({ id }) => !Object.values(cast).includes(id)).slice(0, 45);
  const items = others.flatMap(({ id: customerId }, i) =>
    ['2026-03-24', '2026-04-07', '2026-04-17'].map((day, visit) => ({
      ...{ id: `boom-${visit}`, customerId, type: 'purchase' as const },
      ...{ occurredAt: `${day}T0${i % 4}:00:00Z`, orderId: `B${i}-${visit}` },
      amount: { amount: 30_000, currency: 'CNY' },
    })),
  );
  for (let i = 0; i < items.length; i += 100)
    await suite.client.batchEvents({ body: { items: items.slice(i, i + 100) } });
};

/** Models that were ever active, oldest data first. */
const promoted = async () => {
  const { body } = await suite.client.listModels({ query: { limit: 100 } });
  return body.data
    .filter(({ status }) => status === 'active' || status === 'superseded')
    .toSorted((a, b) => (a.dataEnd < b.dataEnd ? -1 : 1));
};

const dayBefore = (date: string): string =>
  new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  suite = await deploy({ now: startMs });
  bearer = await suite.token('admin');
  await recordBeforeTheFirstNight();
  await loadDemo({
    session: { baseUrl: suite.url, token: bearer },
    ...{ currency: 'CNY', nowMs: startMs, customers: 120 },
  });
  await moveClock('2026-03-10T04:00:00Z');
  knownThen = (await ask(cast.calm, { asOf: '2026-03-05' })).knownAt;
  then = new Map(
    await Promise.all(
      Object.values(cast).map(async (id) => [id, (await askText(id, question())).text] as const),
    ),
  );
  await moveClock('2026-03-20T04:00:00Z');
  await recordLater();
  await moveClock('2026-04-19T04:00:00Z');
  await boom();
  await moveClock('2026-04-20T20:30:00Z'); // 04:30 in Shanghai on the 21st: the night is over
}, 600_000);
afterAll(() => suite.stop());

describe('as of a past date, on the synthesized template', () => {
  it('answers with the model that was active then, before and after each promotion', async () => {
    const models = await promoted();
    expect(models.length).toBeGreaterThan(1);
    const [first] = models;
    const before = await ask(cast.calm, { asOf: dayBefore(first?.dataEnd ?? '') });
    expect(before).toMatchObject({ modelVersion: null, state: 'insufficient_data' });
    for (const [i, { version, dataEnd }] of models.entries()) {
      expect((await ask(cast.calm, { asOf: dataEnd })).modelVersion).toBe(version);
      const next = models[i + 1];
      if (next === undefined) continue;
      expect((await ask(cast.calm, { asOf: dayBefore(next.dataEnd) })).modelVersion).toBe(version);
    }
    expect((await ask(cast.calm, {})).modelVersion).toBe(models.at(-1)?.version);
  });

  it('gives the same bytes for the same question after later events and promotions', async () => {
    expect(then.size).toBe(6);
    for (const [customerId, text] of then) {
      expect(JSON.parse(text)).toMatchObject({ state: 'ok', ...question() });
      expect(await askText(customerId, question())).toEqual({ status: 200, text });
    }
  });

  it('keeps its answer when a model whose data end that day is promoted only afterwards', async () => {
    // Nights that a jump of the clock makes due together run side by side: two that lie days apart are asked about.
    const models = await promoted();
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    const [first, second] = models
      .flatMap((model, i) => (models[i + 1] ? [[model, models[i + 1]] as const] : []))
      .find(([a, b]) => days(a.fittedAt, b?.fittedAt ?? a.fittedAt) > 1) ?? [undefined, undefined];
    if (!first || !second) throw new Error('two promoted models are needed');
    const asOf = second.dataEnd;
    const knownAt = new Date(Date.parse(second.fittedAt) - 1).toISOString();
    expect((await ask(cast.calm, { asOf, knownAt })).modelVersion).toBe(first.version);
    expect((await ask(cast.calm, { asOf })).modelVersion).toBe(second.version);
  });

  it('counts a late arrival on its own day, once it is known', async () => {
    const { late: customerId } = cast;
    expect(revenue(await ask(customerId, question()))).toBe(20_000);
    expect(revenue(await ask(customerId, { asOf: '2026-03-05' }))).toBe(25_000);
    expect(revenue(await ask(customerId, { asOf: '2026-03-04' }))).toBe(25_000);
    expect(revenue(await ask(customerId, { asOf: '2026-03-03' }))).toBe(20_000);
  });

  it('counts a void for every date from its arrival on, a refund from its own day on', async () => {
    const { voided, refunded } = cast;
    expect(revenue(await ask(voided, question()))).toBe(20_000);
    expect(revenue(await ask(voided, { asOf: '2026-02-15' }))).toBe(10_000);
    expect(revenue(await ask(voided, { asOf: '2026-03-05' }))).toBe(10_000);
    expect(revenue(await ask(refunded, { asOf: '2026-03-18' }))).toBe(20_000);
    expect(revenue(await ask(refunded, { asOf: '2026-03-19' }))).toBe(16_000);
    const unknown = { asOf: '2026-03-19', knownAt: '2026-03-19T12:00:00Z' };
    expect(revenue(await ask(refunded, unknown))).toBe(20_000);
  });

  it('has one inputsHash for equal inputs, another where anything in them differs', async () => {
    const hash = async (id: string, query: Ask) => (await ask(id, query)).inputsHash;
    const quiet = await hash(cast.late, question());
    expect(await hash(cast.late, { ...question(), asOf: '2026-03-06' })).toBe(quiet);
    expect(await hash(cast.late, { asOf: '2026-03-03' })).toBe(quiet);
    expect(await hash(cast.late, { asOf: '2026-03-05' })).not.toBe(quiet);
    expect(await hash(cast.late, { asOf: '2026-02-09' })).not.toBe(quiet);
    // What the friend did is an input of who brought the friend.
    const brought = await hash(cast.referrer, question());
    expect(await hash(cast.referrer, { asOf: '2026-03-18' })).toBe(brought);
    expect(await hash(cast.referrer, { asOf: '2026-03-19' })).not.toBe(brought);
  });

  it('refuses the future', async () => {
    const { status, text } = await askText(cast.calm, {
      asOf: '2026-04-22',
      knownAt: '2026-04-21T00:00:00Z',
    });
    expect(status).toBe(422);
    expect(JSON.parse(text).errors).toMatchObject([
      { pointer: '?asOf', code: 'in_the_future' },
      { pointer: '?knownAt', code: 'in_the_future' },
    ]);
  });

  it('answers 410 for every date after an erasure', async () => {
    await suite.client.deleteCustomer({ params: { customerId: cast.gone } });
    await suite.runtime.settled();
    for (const query of [question(), { asOf: '2026-02-15' }, {}])
      expect((await askText(cast.gone, query)).status).toBe(410);
  });
});
