import { afterAll, describe, expect, it } from 'vitest';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { formTexts } from '../../lib/surveys/form-texts.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { browser, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = publicRoutes.getPersonalThanks;
const thanks = (token: string, headers: Record<string, string> = {}) =>
  api.open.call('getPersonalThanks', { params: { token }, query: { lang: 'zh' }, headers });

describe('GET /s/{token}/thanks', () => {
  it('leads to the form until the link was answered, and thanks afterwards', async () => {
    const { surveyId, token } = await api.linked();
    const early = await thanks(token);
    expect([early.status, early.headers['location']]).toEqual([303, `/s/${token}?lang=zh`]);
    await api.submit(surveyId, { token, answers: { q1: 5 } });
    const page = await thanks(token);
    expect(page.status).toBe(200);
    expect(page.body).toContain('<h1>谢谢您</h1>');
    expect(page.body).not.toContain(formTexts.zh.changeAnswers);
  });

  it('says so in the words of the survey, and where the answers can still be changed', async () => {
    const { surveyId, token } = await api.linked({
      editableForHours: 24,
      thanks: { en: 'Bye', zh: '再见' },
    });
    await api.submit(surveyId, { token, answers: { q1: 5 } });
    const { body } = await thanks(token);
    expect(body).toContain('再见');
    expect(body).toContain(`<a href="/s/${token}?lang=zh">${formTexts.zh.changeAnswers}</a>`);
  });

  it('thanks nobody for a link that is not valid', async () => {
    expect((await thanks('v1.x.y')).problem.code).toBe('invalid_token');
    expect((await thanks('v1.x.y', browser)).body).toContain('<h1>链接无效</h1>');
  });

  it('says of an expired link that was never answered what it says of one that never was', async () => {
    const expired = await api.linked({}, new Date(Date.now() + 1_200).toISOString());
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    const [late, never] = [await thanks(expired.token), await thanks('v1.x.y')];
    expect([late.status, late.problem.code]).toEqual([never.status, never.problem.code]);
    expect(late.headers['location']).toBeUndefined();
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.open, route, { params: { token: 'x' } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
