import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { useUp } from '../../lib/adapters/dynamodb/response-store.ts';
import { database } from '../../lib/app/base.ts';
import { surveyIntake } from '../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { formTexts } from '../../lib/surveys/form-texts.ts';
import { exhaustLink } from './support/limits.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { browser, formBody, surveysApi } from './support/surveys.ts';

type Pairs = readonly (readonly [string, string])[];

const api = surveysApi();

const invitationOf = async (token: string) => {
  const link = await surveyIntake.openLink(token);
  if (!link.ok) throw new Error('the link does not open');
  return link.value.invitation;
};

const route = publicRoutes.answerPersonalForm;
const send = (token: string, pairs: Pairs, headers: Record<string, string> = {}, lang = 'zh') =>
  api.open.call('answerPersonalForm', {
    params: { token },
    query: { lang },
    ...formBody(pairs, headers),
  });

const pairs: Pairs = [
  ['q1', '10'],
  ['q5', 'staff'],
  ['q5', 'price'],
  ['why', '很好\r\n谢谢'],
];

describe('POST /s/{token}', () => {
  it('stores the answers, and leads to a page that can be loaded again', async () => {
    const { surveyId, token } = await api.linked();
    const answer = await send(token, pairs, browser);
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(`/s/${token}/thanks?lang=zh`);
    const list = await api.staff.call('listSurveyResponses', { params: { surveyId } });
    expect(list.body.data).toEqual([
      expect.objectContaining({
        language: 'zh',
        answers: { q1: 10, q5: ['staff', 'price'], why: '很好\n谢谢' },
      }),
    ]);
    expect((await send(token, pairs)).status).toBe(303);
    const other = await send(token, [['q1', '1']], browser);
    expect(other.status).toBe(409);
    expect(other.body).toContain('<h1>此链接已作答</h1>');
    expect((await send(token, [['q1', '1']])).problem.code).toBe('response_conflict');
  });

  it('leaves neither link nor answers behind for a repeated Idempotency-Key', async () => {
    const { token } = await api.linked({ mode: 'anonymous' });
    const key = { ...browser, 'idempotency-key': 'once' };
    const sent = [await send(token, pairs, key), await send(token, pairs, key)];
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    const shown = await api.linked({ mode: 'anonymous' });
    const again = await send(shown.token, [...pairs, ['_show', '1']], key);
    expect(again.status).toBe(200);
    const { documents, names } = api.environment().tables;
    const { Items } = await documents.send(new ScanCommand({ TableName: names.control }));
    for (const secret of [token, shown.token, '很好'])
      expect(JSON.stringify(Items)).not.toContain(secret);
  });

  it('shows the form again with what was entered and what is missing', async () => {
    const { token } = await api.linked();
    const again = await send(token, [['why', 'because <3']], browser, 'en');
    expect(again.status).toBe(422);
    expect(again.body).toContain(
      '<a href="#q-q1">Would you recommend us?</a><div>An answer is needed.</div>',
    );
    expect(again.body).toContain('because &lt;3</textarea>');
    expect((await send(token, [])).problem.errors?.[0]?.pointer).toBe('/answers/q1');
    expect((await send(token, pairs)).status).toBe(303);
  });

  it('refuses closed, expired and forged links like the form itself', async () => {
    const { surveyId, token } = await api.linked();
    await api.close(surveyId);
    const expired = await api.linked({}, new Date(Date.now() + 1_200).toISOString());
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    expect((await send(token, pairs)).problem.code).toBe('survey_not_open');
    expect((await send(expired.token, pairs)).problem.code).toBe('invalid_token');
    expect((await send(`${token}x`, pairs)).problem.code).toBe('invalid_token');
  });

  it('shows the form in another language with what was entered, and stores nothing', async () => {
    const { surveyId, token } = await api.linked();
    const page = await send(
      token,
      [
        ['why', 'so far'],
        ['_show', '1'],
      ],
      browser,
      'zh',
    );
    expect(page.status).toBe(200);
    expect(page.body).toContain('<html lang="zh">');
    expect(page.body).toContain('so far</textarea>');
    const list = await api.staff.call('listSurveyResponses', { params: { surveyId } });
    expect(list.body.data).toEqual([]);
  });

  it('changes sent answers within their window, from the revision that was shown', async () => {
    const { surveyId, token } = await api.linked({ editableForHours: 1 });
    await send(token, pairs);
    const change = (q1: string, revision: string) =>
      send(
        token,
        [
          ['q1', q1],
          ['_revision', revision],
        ],
        browser,
      );
    expect((await change('4', '1')).status).toBe(303);
    const stale = await change('2', '1');
    expect(stale.status).toBe(412);
    expect(stale.body).toContain(formTexts.zh.changedTitle);
    expect((await change('x', '2')).status).toBe(422);
    const list = await api.staff.call('listSurveyResponses', { params: { surveyId } });
    expect(list.body.data).toMatchObject([{ answers: { q1: 4 }, revision: 2 }]);
    const other = await api.linked();
    await send(other.token, pairs);
    const late = await send(
      other.token,
      [
        ['q1', '1'],
        ['_revision', '1'],
      ],
      browser,
    );
    expect(late.body).toContain(formTexts.zh.overTitle);
    expect(
      (
        await send(other.token, [
          ['q1', '1'],
          ['_revision', '1'],
        ])
      ).problem.code,
    ).toBe('edit_window_closed');
    expect((await change('2', '1')).status).toBe(412);
    expect(
      (
        await send(token, [
          ['q1', '2'],
          ['_revision', '1'],
        ])
      ).problem.code,
    ).toBe('stale_version');
  });

  it('tells a visitor that enough have answered, that a link was used blindly, or to wait', async () => {
    const quotas = [{ id: 'all', limit: 1 }];
    const { surveyId, token } = await api.linked({ quotas });
    const second = await api.invite(surveyId);
    await send(token, pairs);
    expect((await send(second, pairs, browser)).body).toContain(formTexts.zh.fullTitle);
    expect((await send(second, pairs)).problem.code).toBe('quota_full');

    const blind = await api.linked({ mode: 'anonymous' });
    await useUp(database)(
      blind.surveyId,
      {
        source: {
          kind: 'link',
          invitation: await invitationOf(blind.token),
        },
        at: new Date().toISOString(),
        counted: [],
      },
      { blindedHash: 'x' },
    );
    expect((await send(blind.token, pairs, browser)).body).toContain(formTexts.zh.usedTitle);
    expect((await send(blind.token, pairs)).problem.code).toBe('link_used');

    const { token: busy } = await api.linked();
    await exhaustLink(busy);
    expect((await send(busy, [], browser)).body).toContain(formTexts.zh.manyTitle);
    expect((await send(busy, [])).problem.code).toBe('too_many_requests');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.open, route, { params: { token: 'x' } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
