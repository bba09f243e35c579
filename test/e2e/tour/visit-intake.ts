import { expect } from 'vitest';
import { blind, prepareMessage, unblind } from '../../../lib/surveys/blind-client.ts';
import { sampleDefinition } from '../../surveys/sample-survey.ts';
import { refusalOf, type Tour } from './tour.ts';
import type { Buyer } from './visit-events.ts';

type Survey = Parameters<typeof sampleDefinition>[0];

const openSurvey = async ({ client }: Tour, more: Survey): Promise<string> => {
  const { body } = await client.createSurvey({ body: sampleDefinition(more) });
  await client.publishSurvey({ params: { surveyId: body.id } });
  return body.id;
};

const invite = async ({ client }: Tour, surveyId: string, customerId: string) => {
  const params = { surveyId };
  const { body } = await client.createInvitations({ params, body: { customerIds: [customerId] } });
  const { id = '', token = '' } = body.results[0] ?? {};
  return { invitationId: id, token };
};

/** Taking answers: begun and completed, changed, counted for quotas, by credential; links revoked and keys rotated. */
export const visitIntake = async (tour: Tour, { customerId }: Buyer): Promise<void> => {
  await growAndChange(tour, customerId);
  await fillQuota(tour, customerId);
  await answerByCredential(tour, customerId);
  await endLinks(tour, customerId);
  await eraseBegun(tour);
};

const growAndChange = async (tour: Tour, customerId: string): Promise<void> => {
  const { client } = tour;
  for (const mode of ['identified', 'anonymous'] as const) {
    const surveyId = await openSurvey(tour, { mode, editableForHours: 24 });
    const { token } = await invite(tour, surveyId, customerId);
    const body = { token, answers: { q1: 3 }, complete: false };
    const { body: begun } = await client.submitResponse({ params: { surveyId }, body });
    const params = { responseId: begun.id ?? '' };
    const resumeToken = begun.resumeToken ?? '';
    await client.updateResponse({ params, body: { resumeToken, answers: { q2: 4 } } });
    const { body: done } = await client.updateResponse({
      params,
      body: { resumeToken, complete: true },
    });
    const again = { resumeToken: done.resumeToken ?? '', answers: { q1: 9 } };
    const { body: changed } = await client.updateResponse({ params, body: again });
    expect(changed).toMatchObject({ revision: 2, receipt: done.receipt });
    const whole = { token, answers: { q1: 3, q2: 4 } };
    const { body: repeat } = await client.submitResponse({ params: { surveyId }, body: whole });
    expect(repeat.receipt).toBe(done.receipt);
  }
};

const fillQuota = async (tour: Tour, customerId: string): Promise<void> => {
  const { client } = tour;
  const quotas = [{ id: 'one', limit: 1, onFull: 'screen_out' as const }];
  const surveyId = await openSurvey(tour, { quotas });
  const outcomes: (string | undefined)[] = [];
  for (const _ of ['first', 'second']) {
    const { token } = await invite(tour, surveyId, customerId);
    const call = { params: { surveyId }, body: { token, answers: { q1: 9 } } };
    outcomes.push((await client.submitResponse(call)).body.outcome);
  }
  expect(outcomes).toEqual([undefined, 'screened_out']);
};

/** The page hands the public key to its script. */
const answerByCredential = async (tour: Tour, customerId: string): Promise<void> => {
  const { client } = tour;
  const surveyId = await openSurvey(tour, { mode: 'anonymous' });
  const { token } = await invite(tour, surveyId, customerId);
  const { body: page = '' } = await client.getPersonalForm({ params: { token } });
  const [, data = ''] = /data-key="([^"]+)"/.exec(page) ?? [];
  const key = JSON.parse(data.replaceAll('&quot;', '"'));
  const message = prepareMessage();
  const { blinded, inverse } = await blind(key, message);
  const { body: signed } = await client.signBlinded({ params: { token }, body: { blinded } });
  const signature = await unblind(key, { message, inverse, blindSignature: signed.signature });
  const body = { credential: { message, signature }, answers: { q1: 10 } };
  const first = await client.submitResponse({ params: { surveyId }, body });
  const repeat = await client.submitResponse({ params: { surveyId }, body });
  expect([first.status, repeat.status]).toEqual([201, 200]);
  expect(repeat.body.receipt).toBe(first.body.receipt);
};

const endLinks = async (tour: Tour, customerId: string): Promise<void> => {
  const { client } = tour;
  const surveyId = await openSurvey(tour, {});
  const { token, invitationId } = await invite(tour, surveyId, customerId);
  const params = { surveyId, invitationId };
  expect((await client.getInvitation({ params })).body.status).toBe('unused');
  await client.revokeInvitation({ params });
  const call = { params: { surveyId }, body: { token, answers: { q1: 1 } } };
  expect(await refusalOf(client.submitResponse(call))).toBe('invalid_token');
  const { body: rotated } = await client.rotateLinkKeys({});
  expect((await client.getLinkKeys({})).body.current).toBe(rotated.current);
  const generation = String(rotated.current - 1);
  expect((await client.revokeLinkKeys({ params: { generation } })).status).toBe(200);
};

/** An erasure takes what its customer began and never sent. */
const eraseBegun = async (tour: Tour): Promise<void> => {
  const { client } = tour;
  const { body: customer } = await client.createCustomer({
    body: { kind: 'individual', name: 'Begun' },
  });
  const surveyId = await openSurvey(tour, {});
  const { token } = await invite(tour, surveyId, customer.id);
  const body = { token, answers: { q1: 5 }, complete: false };
  const { body: begun } = await client.submitResponse({ params: { surveyId }, body });
  await client.deleteCustomer({ params: { customerId: customer.id } });
  await tour.suite.runtime.settled();
  const change = {
    params: { responseId: begun.id ?? '' },
    body: { resumeToken: begun.resumeToken ?? '' },
  };
  expect(await refusalOf(client.updateResponse(change))).toBe('invalid_token');
};
