import { afterAll, describe, expect, it } from 'vitest';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { formTexts } from '../../lib/surveys/form-texts.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { browser, strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = publicRoutes.getOpenForm;
const open = (surveyId: string, headers: Record<string, string> = {}) =>
  api.open.call('getOpenForm', { params: { surveyId }, headers });

describe('GET /f/{surveyId}', () => {
  it('shows the form of an anonymous survey, and says that it is one', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const { status, body } = await open(surveyId, { 'accept-language': 'zh' });
    expect(status).toBe(200);
    expect(body).toContain(formTexts.zh.anonymousNotice);
    expect(body).toContain('<form method="post" action="?lang=zh" novalidate>');
  });

  it('tells visitors in a page, and programs in a problem, why there is no form', async () => {
    const closed = await api.published({ mode: 'anonymous' });
    await api.close(closed);
    const cases = [
      [strangeId, 404, 'survey_not_found', 'This link is not valid'],
      [await api.draft({ mode: 'anonymous' }), 404, 'survey_not_found', 'This link is not valid'],
      [await api.published(), 403, 'invalid_token', 'A personal link is needed'],
      [closed, 409, 'survey_not_open', 'This survey is closed'],
    ] as const;
    for (const [surveyId, status, code, title] of cases) {
      const page = await open(surveyId, browser);
      expect(page.status).toBe(status);
      expect(page.body).toContain(`<h1>${title}</h1>`);
      expect((await open(surveyId)).problem).toMatchObject({ status, code });
    }
  });

  it('lets no other origin read the page', async () => {
    const allowedOrigins = ['https://shop.example'];
    const surveyId = await api.published({ mode: 'anonymous', allowedOrigins });
    const { headers } = await open(surveyId, { origin: 'https://shop.example' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.open, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
