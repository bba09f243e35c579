import { afterAll, describe, expect, it } from 'vitest';
import { formScripts } from '../../functions/http/public/form-scripts.ts';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { formTexts } from '../../lib/surveys/form-texts.ts';
import { contentSecurityPolicy } from '../../lib/surveys/page.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { browser, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = publicRoutes.getPersonalForm;
const open = (token: string, headers: Record<string, string> = {}, lang?: string) =>
  api.open.call('getPersonalForm', {
    params: { token },
    headers,
    ...(lang === undefined ? {} : { query: { lang } }),
  });

describe('GET /s/{token}', () => {
  it('shows the form, may be kept by nobody, and runs only its own script', async () => {
    const allowedOrigins = ['https://shop.example'];
    const { token } = await api.linked({ allowedOrigins });
    const answer = await open(token, browser);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy({
        script: formScripts.form,
        framedBy: allowedOrigins,
      }),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.body).toContain('<form method="post" action="?lang=en" novalidate');
    expect(answer.body).not.toContain('Ann Example');
  });

  it('goes on with what was begun, and shows nothing of a link that was answered for good', async () => {
    const { surveyId, token } = await api.linked();
    await api.submit(surveyId, { token, answers: { q1: 3, why: 'halfway' }, complete: false });
    const begun = await open(token);
    expect(begun.body).toContain(formTexts.en.resumedNotice);
    expect(begun.body).toContain('halfway</textarea>');
    expect(begun.body).toContain('value="3" checked');
    await api.submit(surveyId, { token, answers: { q1: 3, why: 'all of it' } });
    expect((await open(token)).body).not.toContain('all of it');
  });

  it('shows sent answers while they may be changed', async () => {
    const { surveyId, token } = await api.linked({ editableForHours: 1 });
    await api.submit(surveyId, { token, answers: { q1: 3, why: 'all of it' } });
    const { body } = await open(token);
    expect(body).toContain('You can change them until');
    expect(body).toContain('name="_revision" value="1"');
    expect(body).toContain('all of it</textarea>');
    expect(body).toContain(formTexts.en.sendChange);
  });

  it('gives an anonymous link what its browser needs to blind a signature, and keeps nothing for it', async () => {
    const { token } = await api.linked({ mode: 'anonymous' });
    const { body } = await open(token);
    expect(body).toContain('data-keep="tab"');
    expect(body).toContain('data-key="{&quot;');
  });

  it.each([
    ['the address', { 'accept-language': 'en' }, 'zh', 'zh'],
    ['the browser', { 'accept-language': 'fr, zh-CN;q=0.8, en;q=0.5' }, undefined, 'zh'],
    ['the survey', { 'accept-language': 'fr' }, 'sv', 'en'],
  ])('speaks the language of %s', async (_whose, headers, lang, expected) => {
    const { token } = await api.linked();
    const { body } = await open(token, headers, lang);
    expect(body).toContain(`<html lang="${expected}">`);
  });

  it('says that a link was used', async () => {
    const { surveyId, token } = await api.linked();
    await api.submit(surveyId, { token, answers: { q1: 5 } });
    expect((await open(token, {}, 'zh')).body).toContain('<h1>已经作答</h1>');
  });

  it('tells visitors in a page, and programs in a problem, why there is no form', async () => {
    const { surveyId, token } = await api.linked();
    await api.close(surveyId);
    const expired = await api.linked({}, new Date(Date.now() + 1_200).toISOString());
    const both = await api.linked({}, new Date(Date.now() + 1_200).toISOString());
    await api.close(both.surveyId);
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    const cases = [
      [token, 409, 'survey_not_open', '问卷已结束'],
      [expired.token, 403, 'invalid_token', '链接无效'],
      [both.token, 403, 'invalid_token', '链接无效'],
      [`${token}x`, 403, 'invalid_token', '链接无效'],
    ] as const;
    for (const [link, status, code, title] of cases) {
      const page = await open(link, { ...browser, 'accept-language': 'zh' });
      expect(page.status).toBe(status);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['content-security-policy']).toBe(contentSecurityPolicy());
      expect(page.body).toContain(`<h1>${title}</h1>`);
      expect((await open(link)).problem).toMatchObject({ status, code });
    }
  });

  it('sends visitors on to its own address where a network appended to the link', async () => {
    const params = { token: 'v1.a-b_c' };
    const query = { gclid: '1', isappinstalled: '0' };
    const { status, headers } = await api.open.call('getPersonalForm', { params, query });
    expect([status, headers?.['location']]).toEqual([303, '/s/v1.a-b_c']);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.open, route, { params: { token: 'x' } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
