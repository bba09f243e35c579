import { expect } from 'vitest';
import { formTokenField, honeypotField } from '../../../lib/surveys/abuse/form-token.ts';
import { sampleDefinition } from '../../surveys/sample-survey.ts';
import { keyed, type Tour } from './tour.ts';

/** Quarantine: what a program sent waits; it is released, rejected, or goes with its customer. */
export const visitQuarantine = async (tour: Tour): Promise<void> => {
  await judgeOpenOnes(tour);
  await judgeLinked(tour);
};

const published = async ({ client }: Tour, mode: 'identified' | 'anonymous'): Promise<string> => {
  const body = sampleDefinition({ mode });
  const { body: draft } = await client.createSurvey({ body, headers: keyed(`suspects-${mode}`) });
  const params = { surveyId: draft.id };
  await client.publishSurvey({ params, headers: keyed(`suspects-publish-${mode}`) });
  return draft.id;
};

const heldOf = async ({ client }: Tour, surveyId: string): Promise<readonly string[]> => {
  const { body } = await client.listQuarantine({ params: { surveyId } });
  return body.data.map(({ id }) => id);
};

const judgeOpenOnes = async (tour: Tour): Promise<void> => {
  const { client, postForm } = tour;
  const surveyId = await published(tour, 'anonymous');
  for (const q1 of ['3', '4'])
    expect((await postForm(`/f/${surveyId}`, { q1, [formTokenField]: '' })).status).toBe(303);
  const [first = '', second = ''] = await heldOf(tour, surveyId);
  const request = (responseId: string) => ({
    params: { surveyId, responseId },
    headers: keyed('judge'),
  });
  expect((await client.releaseQuarantined(request(first))).body.decision).toBe('released');
  expect((await client.rejectQuarantined(request(second))).body.decision).toBe('rejected');
  expect(await heldOf(tour, surveyId)).toEqual([]);
  const { body } = await client.getSurveyResults({ params: { surveyId } });
  expect(body.quarantined).toBe(0);
};

const judgeLinked = async (tour: Tour): Promise<void> => {
  const { client, suite } = tour;
  const surveyId = await published(tour, 'identified');
  const suspect = async (name: string) => {
    const { body: customer } = await client.createCustomer({
      body: { kind: 'individual', name },
      headers: keyed(`suspect-${name}`),
    });
    const { body } = await client.createInvitations({
      params: { surveyId },
      body: { customerIds: [customer.id] },
      headers: keyed(`suspect-link-${name}`),
    });
    const token = body.results[0]?.token ?? '';
    const sent = { token, answers: { q1: 5 }, [honeypotField]: 'x' };
    await client.submitResponse({ params: { surveyId }, body: sent });
    return customer.id;
  };
  await suspect('released');
  const [responseId = ''] = await heldOf(tour, surveyId);
  await client.releaseQuarantined({ params: { surveyId, responseId } });
  const customerId = await suspect('erased');
  expect(await heldOf(tour, surveyId)).toHaveLength(1);
  await client.deleteCustomer({ params: { customerId } });
  await suite.runtime.settled();
  expect(await heldOf(tour, surveyId)).toEqual([]);
};
