import { afterAll, describe, expect, it } from 'vitest';
import { subKey } from '../../lib/app/base.ts';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { formTexts } from '../../lib/surveys/form-texts.ts';
import { mintOpenLink } from '../../lib/surveys/signed-open-link.ts';
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
    expect(body).toContain(formTexts.zh.openNotice);
    expect(body).toContain('<form method="post" action="?lang=zh" novalidate');
    expect(body).toMatch(/name="_form" value="v1\./);
    expect(body).toContain('name="_website" tabindex="-1"');
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

  it('tells visitors in a page, in their language, that an address carries a name too many', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const call = { params: { surveyId }, query: { ref: 'x' } };
    const page = await api.open.call('getOpenForm', {
      ...call,
      headers: { ...browser, 'accept-language': 'zh' },
    });
    expect(page.status).toBe(422);
    expect(page.body).toContain(`<h1>${formTexts.zh.invalidTitle}</h1>`);
    const { problem } = await api.open.call('getOpenForm', call);
    expect(problem.errors).toMatchObject([{ pointer: '?ref', code: 'unknown_name' }]);
  });

  it('lets no other origin read the page', async () => {
    const allowedOrigins = ['https://shop.example'];
    const surveyId = await api.published({ mode: 'anonymous', allowedOrigins });
    const { headers } = await open(surveyId, { origin: 'https://shop.example' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('carries the values of its address, signed or not, and refuses what is neither', async () => {
    const hidden = [
      { id: 'order', type: 'text' },
      { id: 'shop', type: 'text', trusted: true },
    ];
    const surveyId = await api.published({ mode: 'anonymous', hidden });
    const call = (query: Record<string, string>, headers = {}) =>
      api.open.call('getOpenForm', { params: { surveyId }, query, headers });
    const link = mintOpenLink(await subKey('openLink'), surveyId, {
      channel: 'kiosk',
      hidden: { shop: 'branch-7' },
      expiresAt: null,
    });
    const page = await call({ lang: 'en', link, hidden: 'order=A%2017' });
    expect(page.body).toContain('<body class="kiosk">');
    expect(page.body).toContain('name="order" value="A 17"');
    expect(page.body).not.toContain('branch-7');
    expect(page.body).toContain(`action="?lang=en&amp;link=${link}&amp;hidden=order%3DA%252017"`);
    expect((await call({ link: `${link}x` })).problem.code).toBe('invalid_token');
    expect((await call({ link: `${link}x` }, browser)).body).toContain('This link is not valid');
    expect((await call({ hidden: 'shop=branch-7' })).problem.code).toBe('invalid_request');
    expect((await call({ hidden: 'stray=1' })).problem.code).toBe('invalid_request');
    expect((await call({ hidden: '%' })).problem.code).toBe('malformed_request');
  });

  it('sends visitors on to its own address where a network appended to the link, whatever it leads to', async () => {
    const query = { utm_source: 'mail', link: 'v1.x', fbclid: 'a', lang: 'zh', from: 'timeline' };
    const { status, headers } = await api.open.call('getOpenForm', {
      ...{ params: { surveyId: 'svy_/x' }, query },
    });
    expect([status, headers?.['location']]).toEqual([303, '/f/svy_%2Fx?lang=zh&link=v1.x']);
    const stray = { ...query, source: 'mail' };
    const refused = { params: { surveyId: strangeId }, query: stray };
    expect((await api.open.call('getOpenForm', refused)).problem.errors).toEqual([
      expect.objectContaining({ pointer: '?source' }),
    ]);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.open, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
