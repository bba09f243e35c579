import { afterAll, beforeAll } from 'vitest';
import { handle as createCustomer } from '../../../functions/http/customers/create-customer.ts';
import { handle as deleteCustomer } from '../../../functions/http/customers/delete-customer.ts';
import { handle as answerOpenForm } from '../../../functions/http/public/answer-open-form.ts';
import { handle as answerPersonalForm } from '../../../functions/http/public/answer-personal-form.ts';
import { corsOrigins } from '../../../functions/http/public/cors.ts';
import { handle as getOpenForm } from '../../../functions/http/public/get-open-form.ts';
import { handle as getOpenThanks } from '../../../functions/http/public/get-open-thanks.ts';
import { handle as getPersonalForm } from '../../../functions/http/public/get-personal-form.ts';
import { handle as getPersonalThanks } from '../../../functions/http/public/get-personal-thanks.ts';
import { handle as submitResponse } from '../../../functions/http/public/submit-response.ts';
import { handle as closeSurvey } from '../../../functions/http/surveys/close-survey.ts';
import { handle as createInvitations } from '../../../functions/http/surveys/create-invitations.ts';
import { handle as createOpenLink } from '../../../functions/http/surveys/create-open-link.ts';
import { handle as createSurvey } from '../../../functions/http/surveys/create-survey.ts';
import { handle as dropSurveyRevision } from '../../../functions/http/surveys/drop-survey-revision.ts';
import { handle as getSurvey } from '../../../functions/http/surveys/get-survey.ts';
import { handle as getSurveyResults } from '../../../functions/http/surveys/get-survey-results.ts';
import { handle as getSurveyRevision } from '../../../functions/http/surveys/get-survey-revision.ts';
import { handle as getSurveyVersion } from '../../../functions/http/surveys/get-survey-version.ts';
import { handle as listSurveyBlocks } from '../../../functions/http/surveys/list-survey-blocks.ts';
import { handle as listSurveyResponses } from '../../../functions/http/surveys/list-survey-responses.ts';
import { handle as listSurveys } from '../../../functions/http/surveys/list-surveys.ts';
import { handle as publishSurvey } from '../../../functions/http/surveys/publish-survey.ts';
import { handle as publishSurveyRevision } from '../../../functions/http/surveys/publish-survey-revision.ts';
import { handle as reviseSurvey } from '../../../functions/http/surveys/revise-survey.ts';
import { handle as updateSurvey } from '../../../functions/http/surveys/update-survey.ts';
import type { Response } from '../../../lib/surveys/response.ts';
import { openEnvironment, type TestEnvironment } from '../../support/environment.ts';
import { sampleDefinition } from '../../surveys/sample-survey.ts';
import { anonymousResponses } from './anonymous-responses.ts';
import { type RouteCall, type TestAnswer, type TestApi, testApi } from './api.ts';
import { newReached, type Reached } from './reached.ts';

const staffHandlers = [
  createSurvey,
  listSurveys,
  listSurveyBlocks,
  getSurvey,
  updateSurvey,
  publishSurvey,
  closeSurvey,
  createInvitations,
  createOpenLink,
  listSurveyResponses,
  getSurveyResults,
  dropSurveyRevision,
  getSurveyRevision,
  getSurveyVersion,
  publishSurveyRevision,
  reviseSurvey,
];

const publicHandlers = [
  submitResponse,
  getPersonalForm,
  answerPersonalForm,
  getPersonalThanks,
  getOpenForm,
  answerOpenForm,
  getOpenThanks,
];

export const publicUrl = 'https://answers.example';

/** An id that is nobody's. */
export const strangeId = 'svy_00000000000000000000000000';

export interface SurveysApi {
  readonly reached: Reached;
  readonly environment: () => TestEnvironment;
  /** Staff routes of surveys. */
  readonly staff: TestApi;
  /** Public routes. */
  readonly open: TestApi;
  /** Sets the time of all requests from here on. */
  readonly setClock: (instant: string) => void;
  readonly clock: () => number;
  /** What is stored of an anonymous survey. */
  readonly anonymous: (surveyId: string) => Promise<readonly Response[]>;
  readonly newCustomer: () => Promise<string>;
  readonly erase: (customerId: string) => Promise<void>;
  readonly draft: (more?: Record<string, unknown>) => Promise<string>;
  readonly published: (more?: Record<string, unknown>) => Promise<string>;
  readonly close: (surveyId: string) => Promise<void>;
  readonly invite: (surveyId: string, body?: Record<string, unknown>) => Promise<string>;
  /** A published survey and a fresh link to it. */
  readonly linked: (
    more?: Record<string, unknown>,
    expiresAt?: string,
  ) => Promise<{ surveyId: string; token: string; customerId: string }>;
  readonly submit: (
    surveyId: string,
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<TestAnswer>;
}

const expecting = async (status: number, answer: Promise<TestAnswer>): Promise<TestAnswer> => {
  const { status: actual, body } = await answer;
  if (actual !== status) throw new Error(`${actual} ${JSON.stringify(body)}`);
  return answer;
};

/** The routes of surveys, and the public ones, on tables of this test file's own. */
export const surveysApi = (): SurveysApi => {
  const reached = newReached();
  let nowMs: number | undefined;
  const clock = () => nowMs ?? Date.now();
  let environment: TestEnvironment | undefined;
  const customers = testApi('customers', [createCustomer, deleteCustomer]);
  const staff = testApi('surveys', staffHandlers, { reached, clock });
  const open = testApi('public', publicHandlers, { reached, clock, corsOrigins });
  beforeAll(async () => {
    environment = await openEnvironment({ PUBLIC_URL: publicUrl });
  });
  afterAll(() => environment?.close());

  const opened = () => {
    if (!environment) throw new Error('the environment opens in beforeAll');
    return environment;
  };
  const ask = (routeId: string, call: RouteCall) => staff.call(routeId, call);
  const newCustomer = async () => {
    const body = { kind: 'individual', name: 'Ann Example' };
    return (await expecting(201, customers.call('createCustomer', { body }))).body.id;
  };
  const draft = async (more: Record<string, unknown> = {}) => {
    const body = sampleDefinition(more);
    return (await expecting(201, ask('createSurvey', { body }))).body.id;
  };
  const published = async (more: Record<string, unknown> = {}) => {
    const surveyId = await draft(more);
    await expecting(200, ask('publishSurvey', { params: { surveyId } }));
    return surveyId;
  };
  const invite = async (surveyId: string, body: Record<string, unknown> = {}) => {
    const params = { surveyId };
    const customerIds = 'customerIds' in body ? undefined : { customerIds: [await newCustomer()] };
    const call = { params, body: { ...customerIds, ...body } };
    return (await expecting(200, ask('createInvitations', call))).body.results[0].token;
  };
  return {
    reached,
    staff,
    open,
    clock,
    newCustomer,
    draft,
    published,
    invite,
    environment: opened,
    anonymous: (surveyId) => anonymousResponses(opened().tables, surveyId),
    setClock: (instant) => {
      nowMs = Date.parse(instant);
    },
    erase: async (customerId) => {
      await expecting(202, customers.call('deleteCustomer', { params: { customerId } }));
    },
    close: async (surveyId) => {
      await expecting(200, ask('closeSurvey', { params: { surveyId } }));
    },
    linked: async (more, expiresAt) => {
      const surveyId = await published(more);
      const customerId = await newCustomer();
      const expiry = expiresAt === undefined ? {} : { expiresAt };
      const token = await invite(surveyId, { customerIds: [customerId], ...expiry });
      return { surveyId, token, customerId };
    },
    submit: (surveyId, body, headers = {}) =>
      open.call('submitResponse', { params: { surveyId }, body, headers }),
  };
};

/** A form as a browser sends it through the gateway: base64-encoded. */
export const formBody = (
  pairs: readonly (readonly [string, string])[],
  headers: Record<string, string> = {},
): Pick<RouteCall, 'body' | 'headers'> => ({
  body: new TextEncoder().encode(
    pairs
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .join('&'),
  ),
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
});

/** What a browser says that it wants. */
export const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
