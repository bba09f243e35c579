import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { handle as updateResponse } from '../../../functions/http/public/update-response.ts';
import { handle as listQuarantine } from '../../../functions/http/surveys/list-quarantine.ts';
import { handle as rejectQuarantined } from '../../../functions/http/surveys/reject-quarantined.ts';
import { handle as releaseQuarantined } from '../../../functions/http/surveys/release-quarantined.ts';
import { hostedForms } from '../../../lib/app/hosted-forms.ts';
import { formTokenField } from '../../../lib/surveys/abuse/form-token.ts';
import { type TestAnswer, type TestApi, testApi } from './api.ts';
import { formBody, type SurveysApi, surveysApi } from './surveys.ts';

export interface QuarantineApi extends SurveysApi {
  readonly desk: TestApi;
  /** Sends the hosted open form, with a good token unless said. */
  readonly sendForm: (
    surveyId: string,
    fields: Readonly<Record<string, string>>,
    address?: string,
  ) => Promise<TestAnswer>;
  /** A token of the form that was rendered so many milliseconds ago. */
  readonly tokenOf: (surveyId: string, ageMs?: number) => Promise<string>;
  readonly list: (surveyId: string, query?: Record<string, string | number>) => Promise<TestAnswer>;
  /** Changes what was sent, as a stranger. */
  readonly patch: (responseId: string, body: unknown) => Promise<TestAnswer>;
  readonly decide: (
    decision: 'release' | 'reject',
    surveyId: string,
    responseId: string,
  ) => Promise<TestAnswer>;
  /** How many responses are recorded. */
  readonly countOf: (surveyId: string) => Promise<number>;
  /** Everything in a table, as text. */
  readonly dump: (table: 'control' | 'events' | 'customers') => Promise<string>;
}

/** The routes of surveys with those of the quarantine. */
export const quarantineApi = (): QuarantineApi => {
  const api = surveysApi();
  const { reached } = api;
  const patching = testApi('public', [updateResponse], { reached, clock: api.clock });
  const handlers = [listQuarantine, releaseQuarantined, rejectQuarantined];
  const desk = testApi('surveys', handlers, { reached, clock: api.clock });
  const tokenOf = (surveyId: string, ageMs = 60_000) =>
    hostedForms.formToken(surveyId, new Date(api.clock() - ageMs).toISOString());
  return {
    ...api,
    desk,
    tokenOf,
    sendForm: async (surveyId, fields, address) => {
      const token = formTokenField in fields ? {} : { [formTokenField]: await tokenOf(surveyId) };
      return api.open.call('answerOpenForm', {
        params: { surveyId },
        ...formBody(Object.entries({ ...token, ...fields })),
        ...(address === undefined ? {} : { address }),
      });
    },
    patch: (responseId, body) => patching.call('updateResponse', { params: { responseId }, body }),
    list: (surveyId, query = {}) => desk.call('listQuarantine', { params: { surveyId }, query }),
    decide: (decision, surveyId, responseId) =>
      desk.call(`${decision}Quarantined`, { params: { surveyId, responseId } }),
    countOf: async (surveyId) => {
      const listed = await api.staff.call('listSurveyResponses', { params: { surveyId } });
      return Math.max(listed.body.data.length, (await api.anonymous(surveyId)).length);
    },
    dump: async (table) => {
      const { documents, names } = api.environment().tables;
      const { Items = [] } = await documents.send(new ScanCommand({ TableName: names[table] }));
      return JSON.stringify(Items, (_, value) => (value instanceof Set ? [...value] : value));
    },
  };
};
