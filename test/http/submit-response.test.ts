import { GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { handle as signBlinded } from '../../functions/http/public/sign-blinded.ts';
import { handle as revokeInvitation } from '../../functions/http/surveys/revoke-invitation.ts';
import { controlKeys, customerKeys } from '../../lib/adapters/dynamodb/keys.ts';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { testApi } from './support/api.ts';
import { exhaustLink } from './support/limits.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { browser, formBody, strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = publicRoutes.submitResponse;
const { submit } = api;
const revoker = testApi('surveys', [revokeInvitation]);

const ledgerItems = async (customerId: string) => {
  const { documents, names } = api.environment().tables;
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: names.events,
      KeyConditionExpression: 'ledger = :ledger',
      ExpressionAttributeValues: { ':ledger': ledgerOf(customerId) },
    }),
  );
  return Items.filter((item) => item['type'] === 'response');
};

const detailOf = async (customerId: string) => {
  const { documents, names } = api.environment().tables;
  const Key = customerKeys.detail(customerId);
  return (await documents.send(new GetCommand({ TableName: names.customers, Key }))).Item;
};

const writesOf = async (customerId: string) => {
  const { documents, names } = api.environment().tables;
  const Key = { id: customerId };
  const { Item } = await documents.send(new GetCommand({ TableName: names.scores, Key }));
  return Item?.['v'];
};

const stored = async (surveyId: string) =>
  (await api.staff.call('listSurveyResponses', { params: { surveyId } })).body.data;

const answers = { q1: 9, q2: 4, q5: ['range', 'staff'], why: 'Nice people' };

describe('POST /v1/surveys/{surveyId}/responses', () => {
  it('puts the response of a personal link into the ledger and the last answers at once', async () => {
    const { surveyId, token, customerId } = await api.linked();
    const before = await writesOf(customerId);
    const answer = await submit(surveyId, { token, language: 'zh', answers, complete: true });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^rsp_[0-9a-z]{26}$/),
      receipt: expect.stringMatching(/^rct_/),
      completedAt: expect.any(String),
    });
    const { id, completedAt } = answer.body;
    expect(await ledgerItems(customerId)).toEqual([
      expect.objectContaining({
        event: id,
        occurredAt: completedAt,
        p: expect.objectContaining({
          surveyId,
          surveyVersion: 1,
          language: 'zh',
          metrics: { nps: 9, csat: 4 },
          answers: { q1: 9, q2: 4, q5: ['staff', 'range'], why: null },
        }),
        texts: { why: 'Nice people' },
      }),
    ]);
    expect(await detailOf(customerId)).toMatchObject({
      nps: { value: 9, at: completedAt, response: id },
      csat: { value: 4, at: completedAt, response: id },
    });
    expect(await writesOf(customerId)).toBeGreaterThan(before);
  });

  it('takes the same as a form, base64-encoded as the gateway sends it', async () => {
    const { surveyId, token, customerId } = await api.linked();
    const pairs = [
      ['q1', '9'],
      ['q2', '4'],
      ['q5', 'staff'],
      ['q5', 'range'],
      ['why', 'Nice people'],
      ['q3', ''],
      ['language', 'zh'],
      ['complete', 'true'],
      ['token', token],
    ] as const;
    const { body, headers } = formBody(pairs);
    const first = await submit(surveyId, body, headers);
    expect(first.status).toBe(201);
    const again = await submit(surveyId, { token, answers });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    const byBrowser = await submit(surveyId, body, { ...headers, ...browser });
    expect(byBrowser.headers['location']).toBe(`/s/${token}/thanks?lang=zh`);
    expect(await ledgerItems(customerId)).toHaveLength(1);
  });

  it('gives a repeat the first receipt, and refuses other answers', async () => {
    const { surveyId, token, customerId } = await api.linked();
    const first = await submit(surveyId, { token, answers });
    const same = { ...answers, q5: ['staff', 'range'], q4: null };
    const again = await submit(surveyId, { token, answers: same, language: 'zh' });
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await submit(surveyId, { token, answers: { ...answers, q1: 8 } });
    expect(other.problem.code).toBe('response_conflict');
    await api.close(surveyId);
    expect((await submit(surveyId, { token, answers })).body).toEqual(first.body);
    expect(await detailOf(customerId)).toMatchObject({ nps: { value: 9 } });
  });

  it('lets exactly one of thirty at the same time be the response', async () => {
    const { surveyId, token, customerId } = await api.linked();
    const sent = await Promise.all(
      Array.from({ length: 30 }, (_, at) => submit(surveyId, { token, answers: { q1: at % 10 } })),
    );
    const created = sent.filter(({ status }) => status === 201);
    expect(created).toHaveLength(1);
    for (const { status, body } of sent.filter((answer) => answer.status !== 201)) {
      if (status === 200) expect(body).toEqual(created[0]?.body);
      else expect(body.code).toBe('response_conflict');
    }
    expect(await ledgerItems(customerId)).toHaveLength(1);
  });

  it('keeps the newest score of each metric over several surveys', async () => {
    const { surveyId, token, customerId } = await api.linked();
    await submit(surveyId, { token, answers: { q1: 2, q2: 5 } });
    const next = await api.invite(surveyId, { customerIds: [customerId] });
    await submit(surveyId, { token: next, answers: { q1: 8 } });
    expect(await detailOf(customerId)).toMatchObject({ nps: { value: 8 }, csat: { value: 5 } });
  });

  it('refuses forged, cut, foreign, orphaned, expired and revoked tokens alike', async () => {
    const { surveyId, token } = await api.linked();
    const other = await api.linked();
    const gone = await api.linked();
    await api.erase(gone.customerId);
    const over = await api.linked({}, new Date(Date.now() + 700).toISOString());
    const revoked = await api.linked();
    const invitationId = `inv_${revoked.token.split('.')[1]?.slice(0, 26)}`;
    const params = { surveyId: revoked.surveyId, invitationId };
    await revoker.call('revokeInvitation', { params });
    await new Promise((resolve) => setTimeout(resolve, 800));
    const cases = [
      [surveyId, `${token.slice(0, -2)}AA`],
      [surveyId, token.slice(0, -1)],
      [surveyId, other.token],
      [surveyId, ''],
      [strangeId, token],
      [gone.surveyId, gone.token],
      [over.surveyId, over.token],
      [revoked.surveyId, revoked.token],
      [surveyId, token.replace('v1.', 'v2.')],
    ] as const;
    const told = new Set<string>();
    for (const [survey, forged] of cases) {
      const { problem } = await submit(survey, { token: forged, answers });
      expect(problem).toMatchObject({ status: 403, code: 'invalid_token' });
      told.add(JSON.stringify({ ...problem, requestId: '', instance: '' }));
    }
    expect(told.size).toBe(1);
  });

  it('names every answer and hidden field that is wrong, also where one has no shape at all', async () => {
    const { surveyId, token } = await api.linked({ hidden: [{ id: 'order', type: 'text' }] });
    const wrong = { q1: { a: 1 }, q2: 99, why: [[1]], more: { deep: { er: 1 } } };
    const { status, problem } = await submit(surveyId, {
      ...{ token, answers: wrong, hidden: { order: ['x'], shop: {} } },
    });
    expect(status).toBe(422);
    expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/answers/more unknown_name',
      '/answers/q1 invalid_type',
      '/answers/q2 out_of_range',
      '/answers/why invalid_type',
      '/hidden/order invalid_type',
      '/hidden/shop unknown_name',
    ]);
  });

  it('takes answers without token for anonymous surveys only', async () => {
    const identified = await api.published();
    const { problem } = await submit(identified, { answers });
    expect(problem.errors).toEqual([
      expect.objectContaining({ pointer: '/token', code: 'required' }),
    ]);
    const anonymous = await api.published({ mode: 'anonymous' });
    const answer = await submit(anonymous, { answers });
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.body)).toEqual(['receipt']);
    expect((await submit(strangeId, { answers })).problem.code).toBe('survey_not_found');
    const draft = await api.draft({ mode: 'anonymous' });
    expect((await submit(draft, { answers })).problem.code).toBe('survey_not_open');
  });

  it('stores an open answer once for a repeated Idempotency-Key', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    const key = { 'idempotency-key': 'open-once' };
    const first = await submit(surveyId, { answers }, key);
    const again = await submit(surveyId, { answers }, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await api.anonymous(surveyId)).toHaveLength(1);
  });

  it('keeps nothing that links an anonymous answer to its link, and compares nothing', async () => {
    const { surveyId, token, customerId } = await api.linked({ mode: 'anonymous' });
    const first = await submit(surveyId, { token, answers });
    expect(first.status).toBe(201);
    expect(Object.keys(first.body)).toEqual(['receipt']);
    const other = await submit(surveyId, { token, answers: { q1: 0 } });
    expect([other.status, other.body]).toEqual([200, first.body]);
    const { documents, names } = api.environment().tables;
    const { Items = [] } = await documents.send(new ScanCommand({ TableName: names.events }));
    const [stored, ...more] = Items.filter((item) => item['survey'] === surveyId);
    expect(more).toEqual([]);
    expect(Object.keys(stored ?? {}).sort()).toEqual(
      ['_v', 'date', 'event', 'ledger', 'p', 'survey', 'texts', 'type'].sort(),
    );
    expect(JSON.stringify(stored)).not.toContain(customerId);
    expect(stored?.['event']).toMatch(/^rsp_[0-9a-f]{26}$/);
    const invitationId = `inv_${token.split('.')[1]?.slice(0, 26)}`;
    const { Item } = await documents.send(
      new GetCommand({ TableName: names.control, Key: controlKeys.invitation(invitationId) }),
    );
    expect(Item?.['used']).toBe(true);
    expect(await ledgerItems(customerId)).toEqual([]);
    expect(await detailOf(customerId)).toBeUndefined();
  });

  it('lets exactly one of thirty use an anonymous link, all with one receipt', async () => {
    const { surveyId, token } = await api.linked({ mode: 'anonymous' });
    const sent = await Promise.all(
      Array.from({ length: 30 }, (_, at) => submit(surveyId, { token, answers: { q1: at % 10 } })),
    );
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(sent.map(({ body }) => body.receipt)).size).toBe(1);
    expect(await api.anonymous(surveyId)).toHaveLength(1);
  });

  it('answers a link that was used for a signature, or whose kind has come in often enough, with 409', async () => {
    const quotas = [{ id: 'happy', limit: 1, when: { question: 'q1', atLeast: 9 } }];
    const surveyId = await api.published({ quotas });
    const first = await api.invite(surveyId);
    expect((await submit(surveyId, { token: first, answers })).status).toBe(201);
    const second = await api.invite(surveyId);
    const refused = await submit(surveyId, { token: second, answers });
    expect(refused.problem).toMatchObject({ code: 'quota_full', quotaId: 'happy' });
    expect((await submit(surveyId, { token: second, answers: { q1: 3 } })).status).toBe(201);
    const signed = await api.linked({ mode: 'anonymous' });
    const params = { token: signed.token };
    const body = { blinded: Buffer.alloc(256, 1).toString('base64url') };
    const signer = testApi('public', [signBlinded]);
    expect((await signer.call('signBlinded', { params, body })).status).toBe(200);
    const { problem } = await submit(signed.surveyId, { token: signed.token, answers });
    expect(problem.code).toBe('link_used');
  });

  it('keeps channel, hidden values and the classes of the moment', async () => {
    const hidden = [
      { id: 'order', type: 'text', trusted: true },
      { id: 'campaign', type: 'choice', values: ['spring', 'summer'] },
    ];
    const surveyId = await api.published({ hidden });
    const token = await api.invite(surveyId, { hidden: { order: 'A-1' } });
    const lie = await submit(surveyId, { token, answers, hidden: { order: 'B' } });
    expect(lie.problem.errors?.[0]).toMatchObject({
      pointer: '/hidden/order',
      code: 'not_trusted',
    });
    await submit(surveyId, { token, answers, hidden: { campaign: 'spring' } });
    expect(await stored(surveyId)).toEqual([
      expect.objectContaining({
        ...{ channel: 'link', hidden: { order: 'A-1', campaign: 'spring' }, revision: 1 },
        classes: { tier: null, stage: 'prospect', activity: 'prospect', risk: null },
      }),
    ]);
    const open = await api.published({ hidden, mode: 'anonymous' });
    await submit(open, { answers, hidden: { campaign: 'summer' } });
    expect(await api.anonymous(open)).toEqual([
      expect.objectContaining({ channel: 'web', hidden: { campaign: 'summer' }, classes: null }),
    ]);
  });

  it('stores confidential answers of which nobody is shown one, and which move no score', async () => {
    const { surveyId, token, customerId } = await api.linked({ mode: 'confidential' });
    expect((await submit(surveyId, { token, answers: { q1: 0 } })).status).toBe(201);
    const [event] = await ledgerItems(customerId);
    expect(event?.['p']).toMatchObject({ confidential: true, metrics: {} });
    expect(await detailOf(customerId)).toBeUndefined();
    const listed = await api.staff.call('listSurveyResponses', { params: { surveyId } });
    expect(listed.problem.code).toBe('confidential_responses');
  });

  it('tells a link after thirty misfits to wait, and takes an answer that fits', async () => {
    const { surveyId, token } = await api.linked();
    const misfit = await submit(surveyId, { token, answers: { q1: 11 } });
    expect(misfit.status).toBe(422);
    expect(misfit.headers['ratelimit-policy']).toBe('"link";q=30;w=600');
    expect(misfit.headers['ratelimit']).toMatch(/^"link";r=29;t=\d{1,3}$/);
    await exhaustLink(token);
    const refused = await submit(surveyId, { token, answers: { q1: 11 } });
    expect(refused.problem).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const taken = await submit(surveyId, { token, answers });
    expect(taken.status).toBe(201);
    expect(taken.headers).not.toHaveProperty('ratelimit');
    // What was answered does not depend on how often somebody failed.
    expect((await submit(surveyId, { token, answers: { q1: 1 } })).problem.code).toBe(
      'response_conflict',
    );
  });

  it('names everything that is wrong with the answers', async () => {
    const { surveyId, token } = await api.linked();
    const bad = await submit(surveyId, { token, answers: { q2: 6, nope: 1 } });
    expect(bad.problem.errors?.map(({ pointer }) => pointer)).toEqual([
      '/answers/q1',
      '/answers/q2',
      '/answers/nope',
    ]);
    const body = { token, answers: 1, complete: 'no', hidden: 1 };
    const shape = await submit(surveyId, body);
    expect(shape.problem.errors?.map(({ pointer }) => pointer).sort()).toEqual([
      '/answers',
      '/complete',
      '/hidden',
    ]);
    const { body: fields, headers } = formBody([
      ['token', token],
      ['q1', 'nine'],
      ['utm', 'x'],
    ]);
    const form = await submit(surveyId, fields, headers);
    expect(form.problem.errors?.map(({ pointer }) => pointer)).toEqual([
      '/answers/q1',
      '/answers/utm',
    ]);
    expect((await submit(surveyId, { token, answers })).status).toBe(201);
  });

  it('may be read by scripts of the origins that the survey allows, and no others', async () => {
    const allowedOrigins = ['https://shop.example'];
    const surveyId = await api.published({ mode: 'anonymous', allowedOrigins });
    const origins = ['https://shop.example', 'https://evil.example'];
    const told = await Promise.all(
      origins.map(async (origin) => {
        const { headers } = await submit(surveyId, { answers }, { origin });
        return headers['access-control-allow-origin'];
      }),
    );
    expect(told).toEqual(['https://shop.example', undefined]);
    const preflight = await api.open.send({
      method: 'OPTIONS',
      path: `/v1/surveys/${surveyId}/responses`,
      template: '/v1/surveys/{surveyId}/responses',
      params: { surveyId },
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'POST',
    });
  });

  it('refuses what every route refuses, and more than 64 kB', async () => {
    const valid = { params: { surveyId: strangeId }, body: { answers } };
    await expectSharedRefusals(api.open, route, valid);
    const large = { answers: { why: 'x'.repeat(65_536) } };
    expect((await submit(strangeId, large)).problem.code).toBe('body_too_large');
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
