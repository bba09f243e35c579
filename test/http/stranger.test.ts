import { describe, expect, it } from 'vitest';
import { handle as signBlinded } from '../../functions/http/public/sign-blinded.ts';
import { handle as updateResponse } from '../../functions/http/public/update-response.ts';
import { database } from '../../lib/app/base.ts';
import { type RouteCall, type TestAnswer, testApi } from './support/api.ts';
import { browser, formBody, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const more = testApi('public', [updateResponse, signBlinded]);
const { submit } = api;

/** What came back, without what names the request itself and what the stranger sent. */
const seen = ({ status, headers, body }: TestAnswer, sent: readonly string[]) => {
  const { 'x-request-id': _id, ...rest } = headers;
  const hide = (text: string) => sent.reduce((left, secret) => left.replaceAll(secret, '…'), text);
  const shown = hide(JSON.stringify(body ?? null)).replace(/"requestId":"[^"]+"/, '');
  return { status, headers: JSON.parse(hide(JSON.stringify(rest))), body: shown };
};

/** Reads and writes of the database while something runs. */
const callsDuring = async (run: () => Promise<unknown>): Promise<number> => {
  let calls = 0;
  const name = 'countCalls';
  database.client.middlewareStack.add(
    (next) => (args) => {
      calls += 1;
      return next(args);
    },
    { step: 'initialize', name },
  );
  try {
    await run();
  } finally {
    database.client.middlewareStack.remove(name);
  }
  return calls;
};

/** Tokens that stand as near to a good one as can be: its last part is wrong. */
const forge = (token: string): string => `${token.slice(0, -8)}AAAAAAAA`;

const key = { 'idempotency-key': 'the-same' };

/** Every way to ask about a link without its token. */
const questions = (token: string, surveyId: string, responseId: string) => {
  const params = { token: forge(token) };
  const form = formBody([['q1', '9']]);
  const ask: Readonly<Record<string, () => Promise<TestAnswer>>> = {
    form: () => api.open.call('getPersonalForm', { params }),
    page: () => api.open.call('getPersonalForm', { params, headers: browser }),
    tagged: () => api.open.call('getPersonalForm', { params, headers: { 'if-none-match': '*' } }),
    thanks: () => api.open.call('getPersonalThanks', { params }),
    answer: () => api.open.call('answerPersonalForm', { params, ...form }),
    again: () =>
      api.open.call('answerPersonalForm', {
        params,
        ...form,
        headers: { ...form.headers, ...key },
      }),
    json: () => submit(surveyId, { token: params.token, answers: { q1: 9 } }),
    replay: () => submit(surveyId, { token: params.token, answers: { q1: 9 } }, key),
    misfit: () => submit(surveyId, { token: params.token, answers: { q1: 99 } }),
    origin: () =>
      submit(surveyId, { token: params.token, answers: {} }, { origin: 'https://shop.example' }),
    sign: () => more.call('signBlinded', { params, body: { blinded: 'AAAA' } }),
    change: () =>
      patch(responseId, { resumeToken: `r1.${responseId.slice(4)}`, answers: { q1: 1 } }),
    cut: () => patch(responseId, { resumeToken: '', complete: true }),
  };
  return ask;
};

const patch = (responseId: string, body: RouteCall['body']) =>
  more.call('updateResponse', { params: { responseId }, body });

describe('a stranger', () => {
  it.each(['identified', 'confidential', 'anonymous'])(
    'is told the same about a link of a survey that is %s, answered or not, and no item is read for it',
    async (mode) => {
      const allowedOrigins = ['https://shop.example'];
      const { surveyId, token, customerId } = await api.linked({ mode, allowedOrigins });
      const untouched = await api.invite(surveyId, { customerIds: [customerId] });
      const { body } = await submit(surveyId, { token, answers: { q1: 9 } }, key);
      const answered = body.id ?? 'rsp_01jxk3v9c0x5q3m8v7t2n4b6d1';
      const nobody = 'rsp_01jxk3v9c0x5q3m8v7t2n4b6d2';
      const about = (link: string, id: string) => ({
        ask: questions(link, surveyId, id),
        sent: [forge(link), id],
      });
      const [first, second] = [about(token, answered), about(untouched, nobody)];
      for (const name of Object.keys(first.ask)) {
        const views = [];
        for (const { ask, sent } of [first, second]) {
          let view: TestAnswer | undefined;
          const calls = await callsDuring(async () => {
            view = await ask[name]?.();
          });
          if (view) views.push({ ...seen(view, sent), calls });
        }
        expect(views[1], name).toEqual(views[0]);
        expect([403, 422], name).toContain(views[0]?.status);
      }
      const { calls, status } = await (async () => {
        let answer: TestAnswer | undefined;
        const counted = await callsDuring(async () => {
          answer = await api.open.call('getPersonalForm', { params: { token: forge(token) } });
        });
        return { calls: counted, status: answer?.status };
      })();
      expect([calls, status]).toEqual([0, 403]);
    },
  );

  it('sees nothing of other people’s answers in the limits of a survey', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const limitFor = async (address: string) => {
      const params = { surveyId };
      const answer = await api.open.call('submitResponse', {
        params,
        body: { answers: { q1: 5 } },
        address,
      });
      return answer.headers['ratelimit']?.replace(/t=\d+/, '');
    };
    const before = await limitFor('198.51.100.1');
    for (let count = 0; count < 5; count += 1) await limitFor('203.0.113.1');
    expect(await limitFor('203.0.113.200')).toBe(before);
    expect(await limitFor('198.51.100.200')).toBe(before);
  });
});
