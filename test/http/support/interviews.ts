import { handle as getInterviewers } from '../../../functions/http/feedback/get-interviewers.ts';
import { handle as startInterview } from '../../../functions/http/feedback/start-interview.ts';
import { type RouteCall, type TestAnswer, testApi } from './api.ts';
import { formBody, type SurveysApi, surveysApi } from './surveys.ts';

export interface InterviewsApi extends SurveysApi {
  readonly call: (routeId: string, call?: RouteCall) => Promise<TestAnswer>;
  readonly send: ReturnType<typeof testApi>['send'];
  /** Starts an interview with a new customer. */
  readonly start: (surveyId: string, call?: RouteCall) => Promise<TestAnswer>;
  /** Sends the form of a link. */
  readonly fill: (token: string, fields: Readonly<Record<string, string>>) => Promise<TestAnswer>;
}

/** The routes of interviews, with those of surveys and of the hosted form. */
export const interviewsApi = (): InterviewsApi => {
  const surveys = surveysApi();
  const api = testApi('feedback', [startInterview, getInterviewers], { reached: surveys.reached });
  return {
    ...surveys,
    ...api,
    start: async (surveyId, call = {}) => {
      const body = { customerId: await surveys.newCustomer(), channel: 'phone' };
      return api.call('startInterview', { params: { surveyId }, body, ...call });
    },
    fill: (token, fields) =>
      surveys.open.call('answerPersonalForm', {
        params: { token },
        ...formBody(Object.entries(fields)),
      }),
  };
};
