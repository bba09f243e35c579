import { describe, expect, it } from 'vitest';
import { browser, formBody, surveysApi } from './support/surveys.ts';

const api = surveysApi();

type Pairs = readonly (readonly [string, string])[];

/** What a form on a page of the business sends when its button is pressed. */
const press = (surveyId: string, pairs: Pairs, headers: Record<string, string> = browser) =>
  api.open.call('submitResponse', { params: { surveyId }, ...formBody(pairs, headers) });

const responses = async (surveyId: string) =>
  (await api.staff.call('getSurveyResults', { params: { surveyId } })).body.completed;

const hidden = [{ id: 'order', type: 'text' }];

describe('a form of a page of the business', () => {
  it('leads to the thanks of the link, once and again, in the language that it says', async () => {
    const { surveyId, token } = await api.linked();
    for (const _ of ['once', 'again']) {
      const answer = await press(surveyId, [
        ['q1', '9'],
        ['token', token],
        ['language', 'zh'],
      ]);
      expect(answer.status).toBe(303);
      expect(answer.headers['location']).toBe(`/s/${token}/thanks?lang=zh`);
    }
    expect(await responses(surveyId)).toBe(1);
  });

  it('leads to the thanks of the survey where nobody is known', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const answer = await press(surveyId, [['q1', '9']]);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/f/${surveyId}/thanks`]);
    expect(await api.anonymous(surveyId)).toHaveLength(1);
  });

  it('answers a script with the receipt', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }])
      expect((await press(surveyId, [['q1', '9']], headers)).body).toMatchObject({
        receipt: expect.any(String),
      });
  });

  it('shows the hosted form with what was entered and what is wrong, which goes on from there', async () => {
    const surveyId = await api.published({ mode: 'anonymous', hidden });
    const wrong = await press(surveyId, [
      ['q2', '4'],
      ['why', 'slow <b>service</b>'],
      ['order', 'A&17'],
    ]);
    expect(wrong.status).toBe(422);
    expect(wrong.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(wrong.headers['content-security-policy']).toContain("form-action 'self'");
    expect(wrong.body).toContain(`<form method="post" action="/f/${surveyId}?lang=en"`);
    expect(wrong.body).toContain('slow &lt;b&gt;service&lt;/b&gt;');
    expect(wrong.body).toContain('name="order" value="A&amp;17"');
    expect(wrong.body).toContain('href="#q-q1"');
    const { token, surveyId: personal } = await api.linked({ hidden });
    const again = await press(personal, [
      ['q1', '11'],
      ['token', token],
      ['order', 'B'],
    ]);
    expect(again.status).toBe(422);
    expect(again.body).toContain(`action="/s/${token}?lang=en"`);
    expect(again.body).toContain('name="order" value="B"');
    const json = { accept: 'application/json' };
    const told = await press(personal, [['token', token]], json);
    expect(told.problem.errors).toMatchObject([{ pointer: '/answers/q1' }]);
  });

  it('refuses with pages in the visitor’s language', async () => {
    const { surveyId, token } = await api.linked();
    const zh = { ...browser, 'accept-language': 'zh-CN' };
    const forged = await press(
      surveyId,
      [
        ['q1', '9'],
        ['token', `${token}x`],
      ],
      zh,
    );
    expect(forged.status).toBe(403);
    expect(forged.body).toContain('<html lang="zh"');
    const personal = await press(surveyId, [['q1', '9']], zh);
    expect([personal.status, String(personal.body).startsWith('<!doctype html>')]).toEqual([
      403,
      true,
    ]);
    const send = (q1: string) =>
      press(
        surveyId,
        [
          ['q1', q1],
          ['token', token],
        ],
        zh,
      );
    expect((await send('9')).status).toBe(303);
    const other = await send('3');
    expect(other.status).toBe(409);
    expect(other.headers['content-type']).toContain('text/html');
    const nowhere = await press('svy_00000000000000000000000000', [['q1', '9']], zh);
    expect([nowhere.status, nowhere.headers['content-type']]).toEqual([
      404,
      'text/html; charset=utf-8',
    ]);
  });

  it('tells a begun answer without a link its resume token, which no page has', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const begun = await press(surveyId, [
      ['q1', '9'],
      ['complete', 'false'],
    ]);
    expect(begun.body).toMatchObject({ resumeToken: expect.any(String) });
  });
});
