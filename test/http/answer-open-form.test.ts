import { afterAll, describe, expect, it } from 'vitest';
import { subKey } from '../../lib/app/base.ts';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { formTokenField, mintFormToken } from '../../lib/surveys/abuse/form-token.ts';
import { mintOpenLink } from '../../lib/surveys/signed-open-link.ts';
import { exhaustSurvey } from './support/limits.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { browser, formBody, strangeId, surveysApi } from './support/surveys.ts';

type Pairs = readonly (readonly [string, string])[];

const api = surveysApi();
const route = publicRoutes.answerOpenForm;
const send = (
  surveyId: string,
  pairs: Pairs,
  headers: Record<string, string> = {},
  query: Record<string, string> = {},
) => api.open.call('answerOpenForm', { params: { surveyId }, query, ...formBody(pairs, headers) });

/** As a page that was opened a while ago carries it. */
const aged = async (surveyId: string): Promise<readonly [string, string]> => {
  const at = new Date(Date.now() - 60_000).toISOString();
  const page = { surveyId, at, nonce: Buffer.alloc(12, 7) };
  return [formTokenField, mintFormToken(await subKey('form'), page)];
};

describe('POST /f/{surveyId}', () => {
  it('stores an anonymous response, and leads to the thanks', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const answer = await send(surveyId, [['q1', '7'], await aged(surveyId)], browser);
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      `/f/${surveyId}/thanks?lang=en`,
    ]);
    expect(await api.anonymous(surveyId)).toMatchObject([
      { answers: { q1: 7 }, channel: 'web', language: 'en' },
    ]);
  });

  it('shows the form again with what is wrong, and stores nothing', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const again = await send(surveyId, [['q1', '11']], { ...browser, 'accept-language': 'zh' });
    expect(again.status).toBe(422);
    expect(again.body).toContain('超出了可填写的范围。');
    expect((await send(surveyId, [])).problem.errors?.[0]?.code).toBe('required');
    expect(await api.anonymous(surveyId)).toEqual([]);
  });

  it('takes a double click and a retry from one page once, and other answers from it anew', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const pairs: Pairs = [['q1', '7'], await aged(surveyId)];
    const clicks = await Promise.all([1, 2, 3].map(() => send(surveyId, pairs, browser)));
    const late = await send(surveyId, pairs, browser);
    for (const { status, headers } of [...clicks, late])
      expect([status, headers['location']]).toEqual([303, `/f/${surveyId}/thanks?lang=en`]);
    expect(await api.anonymous(surveyId)).toHaveLength(1);
    await send(surveyId, [['q1', '8'], await aged(surveyId)], browser);
    expect(await api.anonymous(surveyId)).toHaveLength(2);
  });

  it('takes channel and trusted values from the signed link, others from its own fields', async () => {
    const hidden = [
      { id: 'order', type: 'choice', values: ['web', 'till'] },
      { id: 'shop', type: 'choice', values: ['north', 'south'], trusted: true },
    ];
    const surveyId = await api.published({ mode: 'anonymous', hidden });
    const values = { channel: 'qr', hidden: { shop: 'north' }, expiresAt: null } as const;
    const link = mintOpenLink(await subKey('openLink'), surveyId, values);
    const pairs: Pairs = [['q1', '7'], ['order', 'till'], await aged(surveyId)];
    const answer = await send(surveyId, pairs, browser, { link });
    expect(answer.headers['location']).toBe(`/f/${surveyId}/thanks?lang=en&link=${link}`);
    expect(await api.anonymous(surveyId)).toMatchObject([
      { channel: 'qr', hidden: { shop: 'north', order: 'till' } },
    ]);
    const forged = await send(surveyId, [...pairs, ['shop', 'south']], {}, { link });
    expect(forged.problem.code).toBe('invalid_request');
  });

  it('shows the form in another language with what was entered, its time of filling goes on', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const [name, token] = await aged(surveyId);
    const pairs: Pairs = [
      ['why', 'so far'],
      [name, token],
      ['_show', '1'],
    ];
    const page = await send(surveyId, pairs, browser, { lang: 'zh' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('so far</textarea>');
    expect(page.body).toContain(token);
  });

  it('tells a visitor that enough have answered, or to wait', async () => {
    const surveyId = await api.published({ mode: 'anonymous', quotas: [{ id: 'all', limit: 1 }] });
    const pairs: Pairs = [['q1', '7'], await aged(surveyId)];
    const others: Pairs = [['q1', '8'], await aged(surveyId)];
    await send(surveyId, pairs);
    expect((await send(surveyId, others, browser)).body).toContain('We have enough answers');
    expect((await send(surveyId, others)).problem.code).toBe('quota_full');
    const busy = await api.published({ mode: 'anonymous' });
    await exhaustSurvey(busy);
    const more: Pairs = [['q1', '7'], await aged(busy)];
    const wait = await send(busy, more, browser);
    expect(wait.body).toContain('Please wait a moment');
    expect(Number(wait.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(busy, more)).problem.code).toBe('too_many_requests');
  });

  it('refuses surveys that have no open form', async () => {
    const closed = await api.published({ mode: 'anonymous' });
    await api.close(closed);
    expect((await send(closed, [['q1', '7']])).problem.code).toBe('survey_not_open');
    expect((await send(strangeId, [['q1', '7']])).problem.code).toBe('survey_not_found');
    const personal = await api.published();
    expect((await send(personal, [['q1', '7']])).problem.code).toBe('invalid_token');
    const page = await send(personal, [['q1', '7']], browser);
    expect(page.body).toContain('<h1>A personal link is needed</h1>');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.open, route, { params: { surveyId: strangeId } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
