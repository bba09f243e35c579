import { afterAll, describe, expect, it } from 'vitest';
import { subKey } from '../../lib/app/base.ts';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { mintOpenLink } from '../../lib/surveys/signed-open-link.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = publicRoutes.getOpenThanks;
const thanks = (surveyId: string, lang = 'en') =>
  api.open.call('getOpenThanks', { params: { surveyId }, query: { lang } });

describe('GET /f/{surveyId}/thanks', () => {
  it('thanks in the language of the visitor, also after the survey was closed', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    expect((await thanks(surveyId)).body).toContain('<h1>Thank you</h1>');
    await api.close(surveyId);
    expect((await thanks(surveyId, 'zh')).body).toContain('<h1>谢谢您</h1>');
  });

  it('has nothing to say for surveys without an open form', async () => {
    expect((await thanks(strangeId)).problem.code).toBe('survey_not_found');
    expect((await thanks(await api.published())).problem.code).toBe('invalid_token');
  });

  it('starts again by itself on a screen in a shop, in the language of the screen', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const key = await subKey('openLink');
    const link = mintOpenLink(key, surveyId, { channel: 'kiosk', hidden: {}, expiresAt: null });
    const query = { lang: 'zh', link };
    const page = await api.open.call('getOpenThanks', { params: { surveyId }, query });
    expect(page.headers['refresh']).toBe(`20; url=/f/${surveyId}?link=${link}`);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain('本屏幕将在 20 秒后自动重新开始。');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.open, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
