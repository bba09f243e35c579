import { expect } from 'vitest';
import { sampleDefinition } from '../../surveys/sample-survey.ts';
import { keyed, refusalOf, type Tour } from './tour.ts';

/** Revisions: begun, seen, dropped, begun again, put in force; both versions stay to be read. */
export const visitRevisions = async ({ client }: Tour): Promise<void> => {
  const { body: draft } = await client.createSurvey({
    body: sampleDefinition({ mode: 'confidential' }),
    headers: keyed('revised'),
  });
  const params = { surveyId: draft.id };
  const body = sampleDefinition({ mode: 'confidential', title: { en: 'Again', zh: '再次' } });
  expect(await refusalOf(client.reviseSurvey({ params, body }))).toBe('survey_not_open');
  await client.publishSurvey({ params, headers: keyed('revised-publish') });
  expect((await client.reviseSurvey({ params, body })).status).toBe(201);
  expect((await client.getSurveyRevision({ params })).body.title).toEqual(body.title);
  expect((await client.dropSurveyRevision({ params })).status).toBe(204);
  await client.reviseSurvey({ params, body });
  const request = { params, headers: keyed('revised-again') };
  expect((await client.publishSurveyRevision(request)).body.surveyVersion).toBe(2);
  expect((await client.publishSurveyRevision(request)).body.surveyVersion).toBe(2);
  const { body: first } = await client.getSurveyVersion({
    params: { ...params, surveyVersion: '1' },
  });
  expect(first.title).toEqual(sampleDefinition().title);
  await client.closeSurvey({ params, headers: keyed('revised-close') });
};
