import { afterAll, describe, expect, it } from 'vitest';
import { quarantineRoutes } from '../../lib/contract/routes/quarantine.ts';
import { formTokenField, honeypotField } from '../../lib/surveys/abuse/form-token.ts';
import { quarantineApi } from './support/quarantine.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId } from './support/surveys.ts';

const api = quarantineApi();
const route = quarantineRoutes.releaseQuarantined;
const { submit, sendForm, decide, list } = api;

const anonymous = { mode: 'anonymous' };
const strangeResponse = 'rsp_00000000000000000000000000';

const heldIds = async (surveyId: string): Promise<string[]> =>
  (await list(surveyId)).body.data.map(({ id }: { id: string }) => id);

const onlyHeld = async (surveyId: string): Promise<string> => {
  const [id = '', ...more] = await heldIds(surveyId);
  expect(more).toEqual([]);
  return id;
};

const suspect = (
  surveyId: string,
  fields: Record<string, string> = { q1: '4', why: 'Long queues' },
) => sendForm(surveyId, { ...fields, [formTokenField]: '' });

const responses = async (surveyId: string) =>
  (await api.staff.call('listSurveyResponses', { params: { surveyId } })).body.data;

describe('POST /v1/surveys/{surveyId}/quarantine/{responseId}/release', () => {
  it('records an anonymous suspect on its own day, once', async () => {
    const surveyId = await api.published(anonymous);
    await suspect(surveyId);
    const [held] = (await list(surveyId)).body.data;
    const first = await decide('release', surveyId, held.id);
    expect(first).toMatchObject({
      status: 200,
      body: { id: held.id, surveyId, day: held.day, decision: 'released' },
    });
    expect((await decide('release', surveyId, held.id)).body).toEqual(first.body);
    expect(await responses(surveyId)).toEqual([
      expect.objectContaining({
        id: held.id,
        day: held.day,
        answers: { q1: 4, why: 'Long queues' },
        channel: 'web',
      }),
    ]);
    expect(await heldIds(surveyId)).toEqual([]);
    const stored = await api.dump('control');
    expect(stored).not.toContain('Long queues');
  });

  it('lets many releases at the same time record one', async () => {
    const surveyId = await api.published(anonymous);
    await suspect(surveyId);
    const id = await onlyHeld(surveyId);
    const all = await Promise.all(Array.from({ length: 8 }, () => decide('release', surveyId, id)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await responses(surveyId)).toHaveLength(1);
  });

  it('records what came by a personal link for its customer, at its own time', async () => {
    const { surveyId, token, customerId } = await api.linked();
    const sent = await submit(surveyId, { token, answers: { q1: 4 }, [honeypotField]: 'x' });
    const { id, receipt, completedAt } = sent.body;
    expect((await decide('release', surveyId, id)).status).toBe(200);
    expect(await responses(surveyId)).toEqual([
      expect.objectContaining({ id, customerId, completedAt, answers: { q1: 4 } }),
    ]);
    const again = await submit(surveyId, { token, answers: { q1: 4 } });
    expect([again.status, again.body]).toEqual([200, { id, receipt, completedAt }]);
    expect((await decide('release', surveyId, id)).status).toBe(200);
    expect(await api.dump('customers')).not.toContain(`held#${id}`);
  });

  it('is refused where its link was answered meanwhile, or its customer erased', async () => {
    const { surveyId, token } = await api.linked();
    const { body } = await submit(surveyId, { token, answers: { q1: 1 }, [honeypotField]: 'x' });
    expect((await submit(surveyId, { token, answers: { q1: 9 } })).status).toBe(201);
    expect((await decide('release', surveyId, body.id)).problem.code).toBe(
      'held_response_unusable',
    );
    const gone = await api.linked();
    const held = await submit(gone.surveyId, {
      token: gone.token,
      answers: { q1: 1 },
      [honeypotField]: 'x',
    });
    await api.erase(gone.customerId);
    const { problem } = await decide('release', gone.surveyId, held.body.id);
    expect(problem.code).toBe('held_response_unusable');
  });

  it('respects quotas, which answer for themselves before any suspicion', async () => {
    const quotas = [{ id: 'all', limit: 1 }];
    const surveyId = await api.published({ ...anonymous, quotas });
    await suspect(surveyId);
    await suspect(surveyId, { q1: '5' });
    const [first = '', second = ''] = await heldIds(surveyId);
    expect((await decide('release', surveyId, first)).status).toBe(200);
    expect((await decide('release', surveyId, second)).problem.code).toBe('quota_full');
    expect((await suspect(surveyId, { q1: '6' })).problem.code).toBe('quota_full');
    expect(await heldIds(surveyId)).toEqual([second]);
    expect(await responses(surveyId)).toHaveLength(1);
  });

  it('has a finished day counted again, of which the counts were kept', async () => {
    api.setClock('2031-05-04T04:00:00.000Z');
    const { surveyId, token, customerId } = await api.linked();
    const { body } = await submit(surveyId, { token, answers: { q1: 9 }, [honeypotField]: 'x' });
    const second = await api.invite(surveyId, { customerIds: [customerId] });
    await submit(surveyId, { token: second, answers: { q1: 10 } });
    const results = async () =>
      (await api.staff.call('getSurveyResults', { params: { surveyId } })).body;
    api.setClock('2031-05-09T04:00:00.000Z');
    expect(await results()).toMatchObject({ responses: 1, quarantined: 1 });
    expect((await decide('release', surveyId, body.id)).status).toBe(200);
    expect(await results()).toMatchObject({ responses: 2, quarantined: 0 });
    api.setClock('2031-05-09T06:00:00.000Z');
    const again = await results();
    expect(again).toMatchObject({ responses: 2, questions: { q1: { n: 2, nps: 100 } } });
    expect(await results()).toEqual(again);
    const stored = JSON.parse(await api.dump('control'));
    const day = stored.find(
      ({ pk, sk }: Record<string, string>) => pk === `hist#${surveyId}` && sk === '2031-05-04',
    );
    expect(day.responses).toBe(2);
  });

  it('is refused after it was rejected, for other surveys and for what is not there', async () => {
    const surveyId = await api.published(anonymous);
    await suspect(surveyId);
    const id = await onlyHeld(surveyId);
    expect((await decide('release', strangeId, id)).problem.code).toBe('held_response_not_found');
    expect((await decide('release', surveyId, strangeResponse)).problem.code).toBe(
      'held_response_not_found',
    );
    await decide('reject', surveyId, id);
    expect((await decide('release', surveyId, id)).problem.code).toBe('held_response_decided');
    await expectSharedRefusals(api.desk, route, {
      params: { surveyId: strangeId, responseId: strangeResponse },
    });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
