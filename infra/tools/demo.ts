import { type Client, createClient } from '../../lib/contract/client.ts';
import { minorDigits } from '../../lib/shared/money.ts';
import { answerSurvey } from './demo-answers.ts';
import { type DemoTime, demoEvents, type EventRow } from './demo-events.ts';
import { demoReviews } from './demo-reviews.ts';
import { type DemoCustomer, demoShop } from './demo-shop.ts';
import { patientFetch } from './patient-fetch.ts';
import type { Session } from './session.ts';

export interface DemoOptions extends DemoTime {
  readonly session: Session;
  readonly customers?: number;
  /** Called after each step with what is there so far. */
  readonly progress?: (note: string) => void;
}

const batchSize = 100;

/**
 * Fills an empty deployment through its API: customers, two years of events, a survey with answers, reviews, what service
 * costs, and a first run. Ids are fixed, so loading it again repeats instead of doubling.
 */
export const loadDemo = async (options: DemoOptions): Promise<void> => {
  const client = createClient({ ...options.session, fetch: patientFetch });
  const say = options.progress ?? (() => undefined);
  const shop = demoShop(options.customers ?? 220);
  const ids = await createCustomers(client, shop);
  say(`${ids.size} customers`);
  const events = shop.flatMap((customer) => demoEvents(customer, ids, options));
  await inBatches(events, (items) => client.batchEvents({ body: { items: [...items] } }));
  say(`${events.length} events`);
  const answers = await answerSurvey(client, shop, ids);
  say(`${answers} survey answers`);
  say(`${await takeReviews(client, demoReviews(shop, options.nowMs))} reviews and posts`);
  await setCosts(client, options.currency);
  const { body: run } = await client.startRun({ body: { kind: 'rescore' } });
  say(`run ${run.id} started`);
};

const takeReviews = async (
  client: Client,
  items: ReturnType<typeof demoReviews>,
): Promise<number> => {
  const { body } = await client.takeFeedback({ body: { items } });
  const refused = body.results.find(({ status }) => status >= 300);
  if (refused) throw new Error(`demo data was refused: ${refused.problem?.detail}`);
  return items.length;
};

/** Without them no cost to serve is in any result. */
const setCosts = async (client: Client, currency: string): Promise<void> => {
  const { body, headers } = await client.getScoringSettings();
  const { version: _, ...policy } = body;
  if (policy.costs.perContact !== null) return;
  const unit = 10 ** minorDigits(currency);
  await client.putScoringSettings({
    headers: { 'if-match': headers.get('etag') ?? '' },
    body: { ...policy, costs: { perContact: 4 * unit, perServiceHour: 90 * unit } },
  });
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
