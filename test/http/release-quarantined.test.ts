import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { anonymousItem } from '../../lib/adapters/dynamodb/response-item.ts';
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
  it('records an anonymous suspect once, and nothing of its waiting stays', async () => {
    const surveyId = await api.published(anonymous);
    await suspect(surveyId);
    const [held] = (await list(surveyId)).body.data;
    const first = await decide('release', surveyId, held.id);
    expect(first).toMatchObject({
      status: 200,
      body: { id: held.id, surveyId, day: held.day, decision: 'released' },
    });
    expect((await decide('release', surveyId, held.id)).body).toEqual(first.body);
    expect(await api.anonymous(surveyId)).toEqual([
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

  it('is refused where an attempt of the same request was recorded after another waited', async () => {
    const surveyId = await api.published(anonymous);
    await suspect(surveyId);
    const [{ id, day }] = (await list(surveyId)).body.data;
    const { documents, names } = api.environment().tables;
    const recorded = anonymousItem({
      ...{ id, surveyId, day, surveyVersion: 1, language: 'en', channel: 'web' },
      ...{ hidden: {}, quotas: {}, answers: { q1: 4 }, texts: {} },
    });
    await documents.send(new PutCommand({ TableName: names.events, Item: recorded }));
    expect((await decide('release', surveyId, id)).problem.code).toBe('held_response_unusable');
    expect(await heldIds(surveyId)).toEqual([id]);
    expect((await decide('reject', surveyId, id)).status).toBe(200);
    expect(await api.anonymous(surveyId)).toHaveLength(1);
  });

  it('lets many releases at the same time record one', async () => {
    const surveyId = await api.published(anonymous);
    await suspect(surveyId);
    const id = await onlyHeld(surveyId);
    const all = await Promise.all(Array.from({ length: 8 }, () => decide('release', surveyId, id)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await api.anonymous(surveyId)).toHaveLength(1);
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
    expect(await api.anonymous(surveyId)).toHaveLength(1);
  });

  it('counts on the day of the release: figures of finished days stay, also after the end', async () => {
    api.setClock('2031-05-04T04:00:00.000Z');
    const { surveyId, token, customerId } = await api.linked();
    const { body } = await submit(surveyId, { token, answers: { q1: 9 }, [honeypotField]: 'x' });
    const second = await api.invite(surveyId, { customerIds: [customerId] });
    await submit(surveyId, { token: second, answers: { q1: 10 } });
    const results = async (query: Record<string, string> = {}) =>
      (await api.staff.call('getSurveyResults', { params: { surveyId }, query })).body;
    await api.close(surveyId);
    api.setClock('2031-05-09T04:00:00.000Z');
    const before = await results({ to: '2031-05-08' });
    expect(before).toMatchObject({ responses: 1, quarantined: 1 });
    expect((await decide('release', surveyId, body.id)).status).toBe(200);
    expect(await results()).toMatchObject({ responses: 2, quarantined: 0 });
    expect(await results({ from: '2031-05-09' })).toMatchObject({ responses: 1 });
    api.setClock('2031-05-20T04:00:00.000Z');
    expect(await results({ to: '2031-05-08' })).toEqual({ ...before, quarantined: 0 });
    expect(await results()).toMatchObject({ responses: 2, questions: { q1: { n: 2, nps: 100 } } });
    const [released] = await responses(surveyId);
    expect(released).toMatchObject({ id: body.id, day: '2031-05-09' });
    expect(released.completedAt).toBe('2031-05-04T04:00:00.000Z');
  });

  it('records one on whichever of two days, and nothing of one that was rejected in between', async () => {
    api.setClock('2031-06-01T04:00:00.000Z');
    const surveyId = await api.published(anonymous);
    await suspect(surveyId);
    const id = await onlyHeld(surveyId);
    const releaseOn = (day: string) => {
      api.setClock(`${day}T04:00:00.000Z`);
      return decide('release', surveyId, id);
    };
    const all = [releaseOn('2031-06-03'), releaseOn('2031-06-04'), decide('reject', surveyId, id)];
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect([
      [200, 200, 409],
      [409, 409, 200],
    ]).toContainEqual(statuses);
    const stored = await api.anonymous(surveyId);
    expect(stored).toHaveLength(statuses[0] === 200 ? 1 : 0);
  });

  it('lets whoever sent one change it like everybody, and records the last revision', async () => {
    api.setClock('2031-07-01T04:00:00.000Z');
    const told = async (trap: Record<string, string>) => {
      const { surveyId, token } = await api.linked({ editableForHours: 48 });
      const sent = await submit(surveyId, { token, answers: { q1: 4, why: 'Slow' }, ...trap });
      const { id, resumeToken } = sent.body;
      const edit = { resumeToken, answers: { q1: 2, why: null }, revision: 1 };
      const answers = [
        sent,
        await api.patch(id, edit),
        await api.patch(id, edit),
        await api.patch(id, { resumeToken, answers: { q1: 3 }, revision: 1 }),
        await api.patch(id, { resumeToken, answers: { q1: 77 } }),
        await submit(surveyId, { token, answers: { q1: 4, why: 'Slow' }, ...trap }),
        await submit(surveyId, { token, answers: { q1: 1 }, ...trap }),
      ];
      const shown = JSON.stringify(answers.map(({ status, body }) => ({ status, body })));
      const names = [id, resumeToken, sent.body.receipt, surveyId].map(String);
      const plain = names.reduce((text, name, at) => text.replaceAll(name, `#${at}`), shown);
      return { surveyId, id, shown: plain.replaceAll(/"requestId":"[^"]+"/g, '') };
    };
    const taken = await told({});
    const held = await told({ [honeypotField]: 'x' });
    expect(await heldIds(held.surveyId)).toEqual([held.id]);
    expect(held.shown).toBe(taken.shown);
    api.setClock('2031-07-02T04:00:00.000Z');
    expect((await decide('release', held.surveyId, held.id)).status).toBe(200);
    const [recorded] = await responses(held.surveyId);
    const { completedAt } = (await responses(taken.surveyId))[0];
    expect(recorded).toMatchObject({ answers: { q1: 2 }, revision: 2, completedAt });
    expect(recorded.day).toBe('2031-07-02');
  });

  it('tells whoever sent an anonymous one the same before and after its release', async () => {
    const told = async (isSuspect: boolean) => {
      api.setClock('2031-08-01T04:00:00.000Z');
      const surveyId = await api.published({ ...anonymous, editableForHours: 24 });
      const invited = await api.invite(surveyId);
      const trap = isSuspect ? { [honeypotField]: 'x' } : {};
      const sent = await submit(surveyId, { token: invited, answers: { q1: 4 }, ...trap });
      const { id, resumeToken, receipt } = sent.body;
      const first = await api.patch(id, { resumeToken, answers: { q1: 2 } });
      api.setClock('2031-08-02T04:00:00.000Z');
      if (isSuspect) await decide('release', surveyId, await onlyHeld(surveyId));
      const second = await api.patch(id, { resumeToken, answers: { q1: 3 } });
      api.setClock('2031-08-03T04:00:00.000Z');
      const late = await api.patch(id, { resumeToken, answers: { q1: 5 } });
      const [stored] = await api.anonymous(surveyId);
      expect(stored).toMatchObject({ answers: { q1: 3 }, revision: 3 });
      expect(late.problem.code).toBe('edit_window_closed');
      for (const { body } of [first, second])
        expect(body).toMatchObject({ id, resumeToken, receipt });
      return [first, second].map(({ status, body }) => [status, body.revision, Object.keys(body)]);
    };
    expect(await told(true)).toEqual(await told(false));
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
