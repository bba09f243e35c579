import { afterAll, describe, expect, it } from 'vitest';
import { quarantineRoutes } from '../../lib/contract/routes/quarantine.ts';
import { formTokenField, honeypotField } from '../../lib/surveys/abuse/form-token.ts';
import { quarantineApi } from './support/quarantine.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId } from './support/surveys.ts';

const api = quarantineApi();
const route = quarantineRoutes.rejectQuarantined;
const { submit, decide, list } = api;

const strangeResponse = 'rsp_00000000000000000000000000';

describe('POST /v1/surveys/{surveyId}/quarantine/{responseId}/reject', () => {
  it('deletes the answers at once and frees the link', async () => {
    const { surveyId, token } = await api.linked();
    const bad = { token, answers: { q1: 1, why: 'Cheap pills' }, [honeypotField]: 'x' };
    const { id } = (await submit(surveyId, bad)).body;
    expect(await api.dump('control')).toContain('Cheap pills');
    const first = await decide('reject', surveyId, id);
    expect(first).toMatchObject({ status: 200, body: { id, surveyId, decision: 'rejected' } });
    expect((await decide('reject', surveyId, id)).body).toEqual(first.body);
    expect(await api.dump('control')).not.toContain('Cheap pills');
    expect(await api.dump('customers')).not.toContain('held#');
    expect((await list(surveyId)).body.data).toEqual([]);
    // The next one of the same link waits anew, and its customer's own is recorded.
    const next = await submit(surveyId, { ...bad, answers: { q1: 2 } });
    expect(next.status).toBe(201);
    expect((await list(surveyId)).body.data).toHaveLength(1);
    expect((await submit(surveyId, { token, answers: { q1: 9 } })).status).toBe(201);
    expect(await api.countOf(surveyId)).toBe(1);
  });

  it('is refused after it was released, and for what is not there', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    await api.sendForm(surveyId, { q1: '4', [formTokenField]: '' });
    const { id } = (await list(surveyId)).body.data[0];
    expect((await decide('reject', strangeId, id)).problem.code).toBe('held_response_not_found');
    expect((await decide('release', surveyId, id)).status).toBe(200);
    expect((await decide('reject', surveyId, id)).problem.code).toBe('held_response_decided');
    expect(await api.countOf(surveyId)).toBe(1);
    await expectSharedRefusals(api.desk, route, {
      params: { surveyId: strangeId, responseId: strangeResponse },
    });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
