import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { handle as createCustomer } from '../../../functions/http/customers/create-customer.ts';
import { handle as deleteCustomer } from '../../../functions/http/customers/delete-customer.ts';
import { handle as listEvents } from '../../../functions/http/events/list-events.ts';
import { handle as recordEvent } from '../../../functions/http/events/record-event.ts';
import { handle as getFeedback } from '../../../functions/http/feedback/get-feedback.ts';
import { handle as getInsights } from '../../../functions/http/feedback/get-feedback-insights.ts';
import { handle as getSettings } from '../../../functions/http/feedback/get-feedback-settings.ts';
import { handle as ignore } from '../../../functions/http/feedback/ignore-feedback.ts';
import { handle as list } from '../../../functions/http/feedback/list-feedback.ts';
import { handle as match } from '../../../functions/http/feedback/match-feedback.ts';
import { handle as putSettings } from '../../../functions/http/feedback/put-feedback-settings.ts';
import { handle as reply } from '../../../functions/http/feedback/reply-to-feedback.ts';
import { handle as take } from '../../../functions/http/feedback/take-feedback.ts';
import { handle as unmatch } from '../../../functions/http/feedback/unmatch-feedback.ts';
import { performErasure } from '../../../lib/app/erasure.ts';
import type { FeedbackResource } from '../../../lib/contract/feedback-shapes.ts';
import { openEnvironment, type TestEnvironment } from '../../support/environment.ts';
import { type TestApi, testApi } from './api.ts';
import { newReached, type Reached } from './reached.ts';

const handlers = [
  ...[createCustomer, deleteCustomer, recordEvent, listEvents],
  ...[take, list, getFeedback, match, unmatch, reply, ignore],
  ...[getSettings, putSettings, getInsights],
];

export interface RowResult {
  readonly status: number;
  readonly id: string;
  readonly problem?: { readonly code: string; readonly errors?: readonly { pointer: string }[] };
}

export interface FeedbackApi extends TestApi {
  readonly reached: Reached;
  readonly environment: () => TestEnvironment;
  readonly newCustomer: (input?: Record<string, unknown>) => Promise<string>;
  /** Marks a customer as erased, and performs it unless said. */
  readonly erase: (customerId: string, perform?: boolean) => Promise<void>;
  /** Takes items and gives the result of each. */
  readonly take: (...items: readonly unknown[]) => Promise<readonly RowResult[]>;
  /** Takes one item and reads it. */
  readonly taken: (item: unknown) => Promise<FeedbackResource>;
  readonly read: (feedbackId: string) => Promise<FeedbackResource>;
  /** Everything in the events table. */
  readonly dump: () => Promise<unknown>;
  /** Feedback events of a customer, latest first. */
  readonly eventsOf: (
    customerId: string,
  ) => Promise<
    readonly { readonly id: string; readonly rating?: number; readonly voidedBy?: string }[]
  >;
}

/** The routes of feedback on tables of this test file's own. */
export const feedbackApi = (): FeedbackApi => {
  const reached = newReached();
  let environment: TestEnvironment | undefined;
  const api = testApi('feedback', handlers, { reached });
  beforeAll(async () => {
    environment = await openEnvironment();
  });
  afterAll(() => environment?.close());
  const take = async (...items: readonly unknown[]): Promise<readonly RowResult[]> => {
    const answer = await api.call('takeFeedback', { body: { items } });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body.results;
  };
  const read = async (feedbackId: string): Promise<FeedbackResource> =>
    (await api.call('getFeedback', { params: { feedbackId } })).body;
  return {
    ...api,
    reached,
    environment: () => {
      if (!environment) throw new Error('the environment opens in beforeAll');
      return environment;
    },
    newCustomer: async (input = {}) => {
      const body = { kind: 'individual', name: 'Ann Example', ...input };
      const answer = await api.call('createCustomer', { body });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body.id;
    },
    erase: async (customerId, perform = true) => {
      const answer = await api.call('deleteCustomer', { params: { customerId } });
      if (perform) await performErasure(answer.body.id);
    },
    take,
    taken: async (item) => {
      const [row] = await take(item);
      if (!row?.id) throw new Error(JSON.stringify(row));
      return read(row.id);
    },
    read,
    dump: async () => {
      if (!environment) return [];
      const { documents, names } = environment.tables;
      return (await documents.send(new ScanCommand({ TableName: names.events }))).Items;
    },
    eventsOf: async (customerId) => {
      const answer = await api.call('listEvents', {
        params: { customerId },
        query: { type: 'feedback' },
      });
      return answer.body.data;
    },
  };
};

let count = 0;

/** A review that arrived just now; each one is another unless its external id is given. */
export const review = (more: Record<string, unknown> = {}) => {
  count += 1;
  return {
    channel: 'review',
    source: 'dianping',
    externalId: `r-${count}`,
    occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
    rating: { value: 2, min: 1, max: 5 },
    text: `服务很慢，等了半个多小时才上菜，第 ${count} 次了`,
    ...more,
  };
};
