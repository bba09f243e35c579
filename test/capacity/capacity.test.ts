import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handle as createCustomer } from '../../functions/http/customers/create-customer.ts';
import { handle as listCustomers } from '../../functions/http/customers/list-customers.ts';
import { handle as recordEvent } from '../../functions/http/events/record-event.ts';
import { handle as signBlinded } from '../../functions/http/public/sign-blinded.ts';
import { handle as submitResponse } from '../../functions/http/public/submit-response.ts';
import { handle as updateResponse } from '../../functions/http/public/update-response.ts';
import { handle as getScorecard } from '../../functions/http/scores/get-scorecard.ts';
import { handle as createInvitations } from '../../functions/http/surveys/create-invitations.ts';
import { handle as createSurvey } from '../../functions/http/surveys/create-survey.ts';
import { handle as publishSurvey } from '../../functions/http/surveys/publish-survey.ts';
import { demoSurvey } from '../../infra/tools/demo-survey.ts';
import { database } from '../../lib/app/base.ts';
import { listShards } from '../../lib/contract/tables.ts';
import { shardOf } from '../../lib/shared/ids.ts';
import { type TestAnswer, testApi } from '../http/support/api.ts';
import { runNight } from '../jobs/support/night.ts';
import { CapacityMeter, type Units } from '../support/capacity.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';
import { countCase, countOpenAnswer, countReminder } from './ask-and-recover.ts';
import { countReview } from './listen.ts';
import { expectUnits } from './published.ts';
import { storeShop } from './store-shop.ts';
import { takeAnswers } from './take-answers.ts';

const customersApi = testApi('customers', [createCustomer, listCustomers]);
const eventsApi = testApi('events', [recordEvent]);
const scoresApi = testApi('scores', [getScorecard]);
const surveysApi = testApi('surveys', [createSurvey, publishSurvey, createInvitations]);
const publicApi = testApi('public', [submitResponse, updateResponse, signBlinded]);

let environment: TestEnvironment;
let meter: CapacityMeter;

beforeAll(async () => {
  environment = await openEnvironment({
    PUBLIC_URL: 'https://answers.example',
    MAIL_FROM: 'feedback@shop.example',
  });
  await storeShop();
  await runNight({ scheduledTime: '2026-11-20T19:30:00Z' });
  const { names, config } = environment.tables;
  meter = new CapacityMeter(database.client, new DynamoDBClient(config), names);
});
afterAll(() => environment.close());

const counted = async (useCase: string, work: () => Promise<unknown>) =>
  expectUnits(useCase, await meter.spent(work));

let serial = 0;
/** What a page of 25 reads at most: one more, and less than the ten keys that each shard is asked for. */
const pageRead = 26;
const shardRead = 9;

const mostOfOneShard = (ids: readonly string[]): number => {
  const counts = Array.from({ length: listShards }, () => 0);
  for (const id of ids)
    counts[shardOf(id, listShards)] = (counts[shardOf(id, listShards)] ?? 0) + 1;
  return Math.max(...counts);
};

const newCustomer = async (more: Record<string, unknown> = {}) => {
  serial += 1;
  return await customersApi.call('createCustomer', {
    body: {
      ...{ kind: 'individual', name: `Wang ${serial}`, email: `w${serial}@shop.example` },
      ...{
        phone: `+861380013${1000 + serial}`,
        externalIds: [{ source: 'shop', id: `${serial}` }],
      },
      ...{ tags: ['vip'], location: { country: 'CN', city: '上海' }, ...more },
    },
  });
};

/** What a purchase moved in the compact item besides its statistics. */
const storedClasses = async (id: string) => {
  const { documents, names } = environment.tables;
  const { Item } = await documents.send(new GetCommand({ TableName: names.scores, Key: { id } }));
  const { tk, gk, ak, rk, k } = Item ?? {};
  return { classes: JSON.stringify([tk, gk, ak, rk]), bucket: String(k) };
};

/** Records purchases day by day until one has moved nothing and one has moved the value bucket alone. */
const purchasesByMove = async (id: string) => {
  const found: { still?: Units; bucket?: Units } = {};
  for (let day = 1; day <= 20 && !(found.still && found.bucket); day += 1) {
    const before = await storedClasses(id);
    const date = `2026-11-${String(day).padStart(2, '0')}`;
    const units = await meter.spent(() => purchase(id, date, `p${day}`));
    const after = await storedClasses(id);
    if (before.classes !== after.classes) continue;
    if (before.bucket === after.bucket) found.still ??= units;
    else found.bucket ??= units;
  }
  return found;
};

const purchase = (customerId: string, day: string, id: string, amount = 12_900) =>
  eventsApi.call('recordEvent', {
    body: {
      ...{ id, customerId, type: 'purchase', occurredAt: `${day}T04:00:00Z`, orderId: id },
      ...{ amount: { amount, currency: 'CNY' }, category: 'tea' },
    },
  });

describe('capacity units of one use case', () => {
  // First, while everybody's ids are those of the shop: the figures are the same every time.
  it('of a night are those of the README for a thousand customers', async () => {
    let run: Awaited<ReturnType<typeof runNight>>;
    await counted('a night, per 1,000 customers', async () => {
      run = await runNight({ scheduledTime: '2026-11-21T19:30:00Z' });
    });
    expect(run?.status).toBe('succeeded');
  });

  it('are those of the README', async () => {
    await counted('create a customer', newCustomer);
    const { body: customer } = await newCustomer();
    const id: string = customer.id;
    const { still, bucket } = await purchasesByMove(id);
    expectUnits('record a purchase', still);
    expectUnits('record a purchase that moves the value bucket', bucket);
    await purchase(id, '2026-11-21', 'a', 1);
    await counted('record another one on the same day', () => purchase(id, '2026-11-21', 'b', 1));
    await counted('record the same one again', () => purchase(id, '2026-11-21', 'b', 1));
    const { body: other } = await newCustomer();
    await counted('record a first purchase, which changes every class', () =>
      purchase(other.id, '2026-11-13', 'a'),
    );
    await counted('read a scorecard', () =>
      scoresApi.call('getScorecard', { params: { customerId: id } }),
    );
  });

  it('of other events are those of the README', async () => {
    const { body: ann } = await newCustomer();
    const { body: bo } = await newCustomer();
    const record = (id: string, more: Record<string, unknown>) =>
      eventsApi.call('recordEvent', {
        body: { id, customerId: ann.id, occurredAt: '2026-11-14T04:00:00Z', ...more },
      });
    await counted('record a visit, contact, complaint or points', () =>
      record('k', { type: 'complaint', reason: 'late' }),
    );
    const referral = { type: 'referral', referredCustomerId: bo.id };
    await counted('record a referral, with its other end', () => record('f', referral));
    await counted('take back a referral', () =>
      record('v', { type: 'void', eventId: 'f', reason: 'typo' }),
    );
    const ticket = { type: 'service', ticketId: 't', status: 'opened' };
    await counted('record a ticket or a subscription, with the fold of a short ledger', () =>
      record('t', ticket),
    );
  });

  it('of lists are those of the README', async () => {
    // One page in two hundred has ten of a shard, which is then asked for more.
    const ids: string[] = [];
    while (ids.length < 30 || mostOfOneShard(ids.slice(-pageRead)) > shardRead)
      ids.push((await newCustomer()).body.id);
    await counted('list a page of 25 by creation', () =>
      customersApi.call('listCustomers', { query: { limit: 25, sort: '-createdAt' } }),
    );
  });

  it('of a survey answer are those of the README', async () => {
    const { body: customer } = await newCustomer();
    const { body: survey } = await surveysApi.call('createSurvey', { body: demoSurvey });
    const params = { surveyId: survey.id };
    await surveysApi.call('publishSurvey', { params });
    const { body: invited } = await surveysApi.call('createInvitations', {
      params,
      body: { customerIds: [customer.id] },
    });
    const { token } = invited.results[0];
    await counted('submit a response by personal link', () =>
      publicApi.call('submitResponse', {
        params,
        body: { token, answers: { recommend: 9, satisfied: 5, why: '很好' } },
      }),
    );
  });

  it('of answers that grow, change, count for quotas or come by credential are those of the README', () =>
    takeAnswers({
      staff: surveysApi,
      open: publicApi,
      newCustomer: async () => (await newCustomer()).body.id,
      counted: async (useCase, work) => {
        let answer: TestAnswer | undefined;
        await counted(useCase, async () => {
          answer = await work();
        });
        if (!answer) throw new Error('the work gave no answer');
        return answer;
      },
    }));

  it.each([
    ['an open answer', countOpenAnswer],
    ['a case', countCase],
    ['a reminder', countReminder],
    ['a review', countReview],
  ])('of %s are those of the README', (_what, count) =>
    count({
      staff: surveysApi,
      open: publicApi,
      newCustomer: async (more) => (await newCustomer(more)).body.id,
      spent: (work) => meter.spent(work),
      expectUnits,
    }),
  );
});
