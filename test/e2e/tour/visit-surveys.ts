import { expect } from 'vitest';
import { sampleDefinition } from '../../surveys/sample-survey.ts';
import { keyed, refusalOf, type Tour } from './tour.ts';
import type { Buyer } from './visit-events.ts';

/** The surveys that were answered here. */
export interface Surveys {
  readonly identified: string;
  readonly anonymous: string;
}

/** Surveys: drafted, published, answered by link, form and stranger, listed, closed. */
export const visitSurveys = async (tour: Tour, { customerId }: Buyer): Promise<Surveys> => {
  const identified = await published(tour, 'identified', customerId);
  const anonymous = await published(tour, 'anonymous', customerId);
  await answerByLink(tour, identified, customerId);
  await answerOpenly(tour, anonymous);
  await readSurveys(tour, { identified, anonymous });
  return { identified, anonymous };
};

const published = async (
  { client }: Tour,
  mode: 'identified' | 'anonymous',
  customerId: string,
): Promise<string> => {
  const request = { body: sampleDefinition({ mode }), headers: keyed(`survey-${mode}`) };
  const { body: draft } = await client.createSurvey(request);
  expect((await client.createSurvey(request)).body.id).toBe(draft.id);
  const params = { surveyId: draft.id };
  const early = { params, body: { customerIds: [customerId] }, headers: keyed('early') };
  expect(await refusalOf(client.createInvitations(early))).toBe('survey_not_open');
  await client.updateSurvey({ params, body: { title: { en: 'Your visit', zh: '您的到访' } } });
  await client.publishSurvey({ params, headers: keyed(`publish-${mode}`) });
  return draft.id;
};

const invite = async ({ client }: Tour, surveyId: string, customerId: string): Promise<string> => {
  const { body } = await client.createInvitations({
    params: { surveyId },
    body: { customerIds: [customerId] },
  });
  return body.results[0]?.token ?? '';
};

const answerByLink = async (tour: Tour, surveyId: string, customerId: string): Promise<void> => {
  const { client } = tour;
  const params = { surveyId };
  const answers = { q1: 9, q2: 4, q3: 6, why: 'fast' };
  const body = { token: await invite(tour, surveyId, customerId), answers };
  const headers = keyed('answer');
  expect((await client.submitResponse({ params, body, headers })).status).toBe(201);
  const replayed = await client.submitResponse({ params, body, headers });
  expect(replayed.headers.get('idempotent-replayed')).toBe('true');
  const forged = { params, body: { token: 'forged', answers }, headers: keyed('forged') };
  expect(await refusalOf(client.submitResponse(forged))).toBe('invalid_token');

  const token = await invite(tour, surveyId, customerId);
  const { body: page } = await client.getPersonalForm({ params: { token } });
  expect(page).toContain('<form');
  expect((await tour.postForm(`/s/${token}`, { q1: '3', why: 'slow' })).status).toBe(303);
  expect((await client.getPersonalThanks({ params: { token } })).status).toBe(200);
};

const answerOpenly = async (tour: Tour, surveyId: string): Promise<void> => {
  const params = { surveyId };
  const { body: page = '' } = await tour.client.getOpenForm({ params });
  const [, _form = ''] = /name="_form" value="([^"]+)"/.exec(page) ?? [];
  // Nobody answers in less than two seconds.
  await tour.moveClock('2026-03-02T04:06:00Z');
  expect((await tour.postForm(`/f/${surveyId}`, { q1: '10', _form })).status).toBe(303);
  expect((await tour.client.getOpenThanks({ params })).status).toBe(200);
};

const readSurveys = async ({ client }: Tour, surveys: Surveys): Promise<void> => {
  const { body: first } = await client.listSurveys({ query: { limit: 1 } });
  const { body: rest } = await client.listSurveys({ query: { cursor: first.nextCursor ?? '' } });
  expect((await client.listSurveyBlocks({})).body.data).toHaveLength(3);
  const ids = [...first.data, ...rest.data].map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(Object.values(surveys)));
  for (const [surveyId, count] of [
    [surveys.identified, 2],
    // Those of today are not shown yet.
    [surveys.anonymous, 0],
  ] as const) {
    const { body } = await client.listSurveyResponses({
      params: { surveyId },
      query: { limit: 5 },
    });
    expect(body.data).toHaveLength(count);
  }
};

/** A day later: complete days are counted once and kept; then the surveys close. */
export const closeSurveys = async ({ client }: Tour, surveys: Surveys): Promise<void> => {
  for (const [surveyId, responses] of [
    [surveys.identified, 2],
    // One anonymous answer is counted, and too few to show.
    [surveys.anonymous, 1],
  ] as const) {
    const params = { surveyId };
    for (const _ of ['counted', 'kept'])
      expect((await client.getSurveyResults({ params })).body.responses).toBe(responses);
    const { body: grouped } = await client.getSurveyResults({ params, query: { by: 'language' } });
    expect(grouped.groups).toMatchObject([{ shielded: responses === 1 }]);
    const { body: list } = await client.listSurveyResponses({ params });
    expect(list.data).toHaveLength(surveyId === surveys.anonymous ? 1 : 2);
    await client.closeSurvey({ params });
    expect((await client.getSurvey({ params })).body.status).toBe('closed');
  }
};
