import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { handle as createCustomer } from '../../../functions/http/customers/create-customer.ts';
import { handle as deleteCustomer } from '../../../functions/http/customers/delete-customer.ts';
import { handle as batchEvents } from '../../../functions/http/events/batch-events.ts';
import { handle as listEvents } from '../../../functions/http/events/list-events.ts';
import { handle as recordEvent } from '../../../functions/http/events/record-event.ts';
import { readScoreItem } from '../../../lib/adapters/dynamodb/score-item.ts';
import type { ScoreRecord } from '../../../lib/scoring/score-record.ts';
import { openEnvironment, type TestEnvironment } from '../../support/environment.ts';
import { type TestAnswer, type TestApi, testApi } from './api.ts';
import { newReached, type Reached } from './reached.ts';

export interface EventsApi extends TestApi {
  readonly reached: Reached;
  readonly environment: () => TestEnvironment;
  /** Creates a customer and gives the id. */
  readonly newCustomer: (input?: Record<string, unknown>) => Promise<string>;
  readonly erase: (customerId: string) => Promise<void>;
  readonly record: (event: unknown, headers?: Record<string, string>) => Promise<TestAnswer>;
  /** The compact record as it is stored. */
  readonly scoreOf: (customerId: string) => Promise<ScoreRecord>;
}

/** The routes of events on tables of this test file's own. */
export const eventsApi = (): EventsApi => {
  const reached = newReached();
  let environment: TestEnvironment | undefined;
  const api = testApi(
    'events',
    [createCustomer, deleteCustomer, recordEvent, batchEvents, listEvents],
    { reached },
  );
  const opened = (): TestEnvironment => {
    if (!environment) throw new Error('the environment opens in beforeAll');
    return environment;
  };
  beforeAll(async () => {
    environment = await openEnvironment();
  });
  afterAll(() => environment?.close());
  return {
    ...api,
    reached,
    environment: opened,
    newCustomer: async (input = {}) => {
      const body = { kind: 'individual', name: 'Ann Example', ...input };
      const answer = await api.call('createCustomer', { body });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body.id;
    },
    erase: async (customerId) => {
      const answer = await api.call('deleteCustomer', { params: { customerId } });
      if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
    },
    record: (event, headers = {}) => api.call('recordEvent', { body: event, headers }),
    scoreOf: async (customerId) => {
      const { documents, names } = opened().tables;
      const stored = await documents.send(
        new GetCommand({ TableName: names.scores, Key: { id: customerId } }),
      );
      return readScoreItem(stored.Item);
    },
  };
};

/** An amount in the currency of the test business. */
export const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** An instant on a day of March 2024, at noon in Shanghai. */
export const march = (day: number, time = '04:00:00.000'): string =>
  `2024-03-${String(day).padStart(2, '0')}T${time}Z`;
