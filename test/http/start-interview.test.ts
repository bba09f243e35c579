import { afterAll, describe, expect, it } from 'vitest';
import { interviewsRoutes } from '../../lib/contract/routes/interviews.ts';
import { interviewsApi } from './support/interviews.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { browser, publicUrl, strangeId } from './support/surveys.ts';

const api = interviewsApi();
const route = interviewsRoutes.startInterview;
const guided = {
  questions: [
    {
      id: 'q1',
      type: 'nps',
      label: { en: 'Would you recommend us?', zh: '您会推荐我们吗？' },
      guide: { en: 'Read out the scale first.', zh: '请先读出分值含义。' },
    },
  ],
};

describe('POST /v1/surveys/{surveyId}/interviews', () => {
  it('leads to a form with words for the interviewer, whose response says who asked', async () => {
    const surveyId = await api.published(guided);
    const { status, body } = await api.start(surveyId);
    expect(status).toBe(201);
    expect(body).toMatchObject({ channel: 'phone', interviewer: 'usr_test' });
    expect(body.url).toBe(`${publicUrl}/s/${body.token}`);
    const form = await api.open.call('getPersonalForm', {
      params: { token: body.token },
      query: { lang: 'zh' },
      headers: browser,
    });
    expect(form.body).toContain('请先读出分值含义。');
    expect((await api.fill(body.token, { q1: '9' })).status).toBe(303);
    const list = await api.staff.call('listSurveyResponses', { params: { surveyId } });
    expect(list.body.data).toMatchObject([
      {
        customerId: body.customerId,
        channel: 'phone',
        interviewer: 'usr_test',
        answers: { q1: 9 },
      },
    ]);
  });

  it('shows a visitor no words for the interviewer', async () => {
    const token = await api.invite(await api.published(guided));
    const form = await api.open.call('getPersonalForm', { params: { token }, headers: browser });
    expect(form.body).toContain('Would you recommend us?');
    expect(form.body).not.toContain('Read out the scale');
  });

  it('is over after its minutes', async () => {
    const surveyId = await api.published(guided);
    const customerId = await api.newCustomer();
    const { body } = await api.start(surveyId, {
      body: { customerId, channel: 'interview', validMinutes: 5 },
    });
    api.setClock(new Date(Date.now() + 6 * 60_000).toISOString());
    expect((await api.fill(body.token, { q1: '9' })).status).toBe(403);
    api.setClock(new Date().toISOString());
  });

  it('gives the same link for the same key', async () => {
    const surveyId = await api.published();
    const body = { customerId: await api.newCustomer(), channel: 'interview' };
    const headers = { 'idempotency-key': 'i-1' };
    const first = await api.start(surveyId, { body, headers });
    const again = await api.start(surveyId, { body, headers });
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('answers every declared status', async () => {
    const code = async (surveyId: string, more: Record<string, unknown> = {}) => {
      const customerId = await api.newCustomer();
      const body = { customerId, channel: 'phone', ...more };
      return (await api.start(surveyId, { body })).problem.code;
    };
    const surveyId = await api.published();
    const erased = await api.newCustomer();
    await api.erase(erased);
    expect(await code(strangeId)).toBe('survey_not_found');
    expect(await code(await api.draft())).toBe('survey_not_open');
    expect(await code(await api.published({ mode: 'confidential' }))).toBe('survey_not_identified');
    expect(await code(surveyId, { customerId: 'cus_nobody' })).toBe('customer_not_found');
    expect(await code(surveyId, { customerId: erased })).toBe('customer_erased');
    expect(await code(surveyId, { hidden: { nosuch: 'x' } })).toBe('invalid_request');
    const body = { customerId: await api.newCustomer(), channel: 'phone' };
    await expectSharedRefusals(api, route, { params: { surveyId }, body });
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
