import { GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { handle as createCustomer } from '../../../functions/http/customers/create-customer.ts';
import { handle as deleteCustomer } from '../../../functions/http/customers/delete-customer.ts';
import { handle as listEvents } from '../../../functions/http/events/list-events.ts';
import { corsOrigins } from '../../../functions/http/public/cors.ts';
import { handle as signBlinded } from '../../../functions/http/public/sign-blinded.ts';
import { handle as submitResponse } from '../../../functions/http/public/submit-response.ts';
import { handle as updateResponse } from '../../../functions/http/public/update-response.ts';
import { handle as getScorecard } from '../../../functions/http/scores/get-scorecard.ts';
import { handle as closeSurvey } from '../../../functions/http/surveys/close-survey.ts';
import { handle as createInvitations } from '../../../functions/http/surveys/create-invitations.ts';
import { handle as createSurvey } from '../../../functions/http/surveys/create-survey.ts';
import { handle as getInvitation } from '../../../functions/http/surveys/get-invitation.ts';
import { handle as getLinkKeys } from '../../../functions/http/surveys/get-link-keys.ts';
import { handle as getSurveyResults } from '../../../functions/http/surveys/get-survey-results.ts';
import { handle as listSurveyResponses } from '../../../functions/http/surveys/list-survey-responses.ts';
import { handle as publishSurvey } from '../../../functions/http/surveys/publish-survey.ts';
import { handle as revokeInvitation } from '../../../functions/http/surveys/revoke-invitation.ts';
import { handle as revokeLinkKeys } from '../../../functions/http/surveys/revoke-link-keys.ts';
import { handle as rotateLinkKeys } from '../../../functions/http/surveys/rotate-link-keys.ts';
import { ledgerOf } from '../../../lib/shared/ids.ts';
import { openEnvironment, type TestEnvironment } from '../../support/environment.ts';
import { sampleDefinition } from '../../surveys/sample-survey.ts';
import { anonymousResponses } from './anonymous-responses.ts';
import { type RouteCall, type TestAnswer, testApi } from './api.ts';
import { newReached } from './reached.ts';

const expecting = async (status: number, answer: Promise<TestAnswer>): Promise<TestAnswer> => {
  const { status: actual, body } = await answer;
  if (actual !== status) throw new Error(`${actual} ${JSON.stringify(body)}`);
  return answer;
};

/** A personal link with the ids that it hides. */
export interface TestLink {
  readonly surveyId: string;
  readonly customerId: string;
  readonly invitationId: string;
  readonly token: string;
}

/** Everything around taking answers, without the hosted pages, on tables of this test file's own. */
export const intakeApi = () => {
  const reached = newReached();
  let nowMs: number | undefined;
  const clock = () => nowMs ?? Date.now();
  let environment: TestEnvironment | undefined;
  const customers = testApi('customers', [createCustomer, deleteCustomer]);
  const events = testApi('events', [listEvents]);
  const scores = testApi('scores', [getScorecard], { clock });
  const staffHandlers = [
    createSurvey,
    publishSurvey,
    closeSurvey,
    createInvitations,
    getInvitation,
    revokeInvitation,
    getLinkKeys,
    rotateLinkKeys,
    revokeLinkKeys,
    listSurveyResponses,
    getSurveyResults,
  ];
  const staff = testApi('surveys', staffHandlers, { reached, clock });
  const open = testApi('public', [submitResponse, updateResponse, signBlinded], {
    ...{ reached, clock, corsOrigins },
  });
  beforeAll(async () => {
    environment = await openEnvironment({ PUBLIC_URL: 'https://answers.example' });
  });
  afterAll(() => environment?.close());

  const tables = () => {
    if (!environment) throw new Error('the environment opens in beforeAll');
    return environment.tables;
  };
  const newCustomer = async (): Promise<string> => {
    const body = { kind: 'individual', name: 'Ann Example' };
    return (await expecting(201, customers.call('createCustomer', { body }))).body.id;
  };
  const draft = async (more: Record<string, unknown> = {}): Promise<string> => {
    const body = sampleDefinition(more);
    return (await expecting(201, staff.call('createSurvey', { body }))).body.id;
  };
  const published = async (more: Record<string, unknown> = {}): Promise<string> => {
    const surveyId = await draft(more);
    await expecting(200, staff.call('publishSurvey', { params: { surveyId } }));
    return surveyId;
  };
  const link = async (surveyId: string, body: Record<string, unknown> = {}): Promise<TestLink> => {
    const customerId = await newCustomer();
    const call = { params: { surveyId }, body: { customerIds: [customerId], ...body } };
    const { body: made } = await expecting(200, staff.call('createInvitations', call));
    const [{ id: invitationId, token }] = made.results;
    return { surveyId, customerId, invitationId, token };
  };
  const allOf = async (table: 'events' | 'control') => {
    const { documents, names } = tables();
    const found: Record<string, unknown>[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await documents.send(
        new ScanCommand({ TableName: names[table], ...(from ? { ExclusiveStartKey: from } : {}) }),
      );
      found.push(...Items);
      from = LastEvaluatedKey;
    } while (from);
    return found;
  };
  return {
    reached,
    staff,
    open,
    scores,
    events,
    tables,
    newCustomer,
    draft,
    published,
    link,
    /** Sets the time of all requests from here on. */
    setClock: (instant: string | undefined) => {
      nowMs = instant === undefined ? undefined : Date.parse(instant);
    },
    erase: (customerId: string) =>
      expecting(202, customers.call('deleteCustomer', { params: { customerId } })),
    close: (surveyId: string) =>
      expecting(200, staff.call('closeSurvey', { params: { surveyId } })),
    linked: async (more: Record<string, unknown> = {}) => link(await published(more)),
    submit: (surveyId: string, body: unknown, headers: RouteCall['headers'] = {}) =>
      open.call('submitResponse', { params: { surveyId }, body, headers }),
    patch: (responseId: string, body: unknown, more: Partial<RouteCall> = {}) =>
      open.call('updateResponse', { params: { responseId }, body, ...more }),
    results: async (surveyId: string) =>
      (await expecting(200, staff.call('getSurveyResults', { params: { surveyId } }))).body,
    anonymous: (surveyId: string) => anonymousResponses(tables(), surveyId),
    responses: async (surveyId: string) =>
      (await expecting(200, staff.call('listSurveyResponses', { params: { surveyId } }))).body.data,
    item: async (table: 'control' | 'scores' | 'customers', Key: Record<string, string>) => {
      const { documents, names } = tables();
      return (await documents.send(new GetCommand({ TableName: names[table], Key }))).Item;
    },
    ledger: async (customerId: string) => {
      const { documents, names } = tables();
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: names.events,
          KeyConditionExpression: 'ledger = :ledger',
          ExpressionAttributeValues: { ':ledger': ledgerOf(customerId) },
        }),
      );
      return Items.filter((item) => item['type'] === 'response');
    },
    allOf,
  };
};
