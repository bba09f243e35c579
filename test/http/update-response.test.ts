import { afterAll, describe, expect, it } from 'vitest';
import { publicRoutes } from '../../lib/contract/routes/public.ts';
import { intakeApi } from './support/intake.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = intakeApi();
const route = publicRoutes.updateResponse;
const { submit, patch } = api;

const begin = async (more: Record<string, unknown> = {}, answers: unknown = { q2: 4 }) => {
  const link = await api.linked(more);
  const { token, surveyId } = link;
  const begun = await submit(surveyId, { token, answers, complete: false });
  expect(begun.status).toBe(201);
  return { ...link, ...begun.body };
};

const day = 24 * 60 * 60 * 1_000;
const later = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('PATCH /v1/responses/{responseId}', () => {
  it('lets a response grow and completes it once, whatever is sent again', async () => {
    const { surveyId, token, customerId, id, resumeToken, ...begun } = await begin();
    expect(begun).toMatchObject({ revision: 1, completedAt: null });
    expect(await api.ledger(customerId)).toEqual([]);
    const second = await submit(surveyId, { token, answers: {}, complete: false });
    expect([second.status, second.body]).toMatchObject([200, { id, resumeToken, revision: 1 }]);
    const grown = await patch(id, { resumeToken, answers: { q1: 9, q2: null }, revision: 1 });
    expect(grown.body).toMatchObject({ id, revision: 2, completedAt: null });
    const lost = await patch(id, { resumeToken, answers: { q1: 9, q2: null }, revision: 1 });
    expect(lost.body).toEqual(grown.body);
    const stale = await patch(id, { resumeToken, answers: { q1: 3 }, revision: 1 });
    expect(stale.problem.code).toBe('stale_version');
    const missing = await patch(id, { resumeToken, answers: { q1: null }, complete: true });
    expect(missing.problem.errors?.[0]).toMatchObject({ pointer: '/answers/q1', code: 'required' });
    const done = await patch(id, { resumeToken, answers: { why: 'Fine' }, complete: true });
    expect(done.body).toEqual({
      ...{ id, receipt: expect.stringMatching(/^rct_/), completedAt: expect.any(String) },
    });
    const again = await patch(id, { resumeToken, answers: { why: 'Fine' }, complete: true });
    expect(again.body).toEqual(done.body);
    const byLink = await submit(surveyId, { token, answers: { q1: 9, why: 'Fine' } });
    expect([byLink.status, byLink.body]).toEqual([200, done.body]);
    expect(await api.ledger(customerId)).toHaveLength(1);
    const partials = (await api.allOf('control')).filter(({ sk }) => sk === 'partial');
    expect(partials.filter((item) => item['id'] === id)).toEqual([]);
    const late = await patch(id, { resumeToken, answers: { q1: 0 } });
    expect(late.problem.code).toBe('edit_window_closed');
  });

  it('ends what was begun when the link itself sends the whole', async () => {
    const { surveyId, token, id, resumeToken, customerId } = await begin();
    expect((await submit(surveyId, { token, answers: { q1: 7 } })).status).toBe(201);
    const late = await patch(id, { resumeToken, answers: { q1: 1 } });
    expect(late.problem.code).toBe('invalid_token');
    expect(await api.ledger(customerId)).toHaveLength(1);
    expect((await api.allOf('control')).some((item) => item['id'] === id)).toBe(false);
  });

  it('loses no change of many at the same time', async () => {
    const { id, resumeToken } = await begin();
    const answers = [{ q1: 9 }, { q2: 5 }, { q3: 7 }, { q4: 'north' }, { q5: ['staff'] }];
    const sent = await Promise.all(answers.map((one) => patch(id, { resumeToken, answers: one })));
    expect(sent.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const [item] = (await api.allOf('control')).filter((one) => one['id'] === id);
    expect(item?.['answers']).toEqual(Object.assign({}, ...answers));
    expect(item?.['revision']).toBe(6);
  });

  it('keeps of an anonymous response that was begun nothing that outlives its completion', async () => {
    const link = await api.linked({ mode: 'anonymous', editableForHours: 1 });
    const { surveyId, token, customerId, invitationId } = link;
    const begun = await submit(surveyId, { token, answers: { q1: 9 }, complete: false });
    const { id, resumeToken } = begun.body;
    const [partial] = (await api.allOf('control')).filter((item) => item['id'] === id);
    expect(JSON.stringify(partial)).not.toContain(customerId);
    expect(JSON.stringify(partial)).not.toContain(invitationId);
    const done = await patch(id, { resumeToken, complete: true });
    expect(done.status).toBe(200);
    expect(done.body.completedAt).toBeUndefined();
    const [stored, ...more] = await api.anonymous(surveyId);
    expect(more).toEqual([]);
    expect(stored?.id).not.toBe(id);
    const everything = JSON.stringify([await api.allOf('control'), await api.allOf('events')]);
    expect(everything).not.toContain(id.slice(4));
    // The same receipt by the link; and by the patch again, which finds the response by its day.
    expect((await submit(surveyId, { token, answers: {} })).body.receipt).toBe(done.body.receipt);
    expect((await patch(id, { resumeToken, complete: true })).body).toEqual(done.body);
    const edited = await patch(id, { resumeToken: done.body.resumeToken, answers: { q1: 2 } });
    expect(edited.body).toMatchObject({ id, revision: 2, receipt: done.body.receipt });
    const [changed] = await api.anonymous(surveyId);
    expect(changed).toMatchObject({ id: stored?.id, day: stored?.day, answers: { q1: 2 } });
    expect(changed?.revision).toBe(2);
    const [item] = (await api.allOf('events')).filter(({ event }) => event === stored?.id);
    // What was taken back is gone.
    expect(JSON.stringify(item)).not.toContain('"q1":9');
    expect(JSON.stringify(item)).not.toMatch(/T\d\d:\d\d/);
  });

  it('changes a complete response within its window, as if only the last revision were', async () => {
    const more = { editableForHours: 2 };
    const { surveyId, token, customerId } = await api.linked(more);
    const first = await submit(surveyId, { token, answers: { q1: 2, q2: 1, why: 'Rude' } });
    const { id, resumeToken, completedAt, receipt } = first.body;
    const edit = { resumeToken, answers: { q1: 9, why: null }, revision: 1 };
    const changed = await patch(id, edit);
    expect(changed.body).toEqual({ id, receipt, completedAt, resumeToken, revision: 2 });
    expect((await patch(id, edit)).body).toEqual(changed.body);
    const stale = await patch(id, { resumeToken, answers: { q1: 1 }, revision: 1 });
    expect(stale.problem.code).toBe('stale_version');
    const events = await api.ledger(customerId);
    expect(events.map(({ event, voidedBy }) => [event, voidedBy])).toEqual([
      [id, `${id}.2`],
      [`${id}.2`, undefined],
    ]);
    expect(events[0]?.['texts']).toEqual({ why: 'Rude' });
    expect(await api.responses(surveyId)).toEqual([
      expect.objectContaining({ id, answers: { q1: 9, q2: 1 }, revision: 2, completedAt }),
    ]);
    expect((await api.results(surveyId)).questions.q1).toMatchObject({ n: 1, promoters: 100 });
    const detail = await api.item('customers', { pk: customerId, sk: 'detail' });
    expect(detail).toMatchObject({ nps: { value: 9, at: completedAt } });
    const untouched = await api.linked(more);
    await submit(untouched.surveyId, { token: untouched.token, answers: { q1: 9, q2: 1 } });
    const signals = async (customer: string) => {
      const { sv, sp } = (await api.item('scores', { id: customer })) ?? {};
      return { sv, sp: sp ?? null };
    };
    expect(await signals(customerId)).toEqual(await signals(untouched.customerId));
    api.setClock(later(3 * 60 * 60 * 1_000));
    const late = await patch(id, { resumeToken, answers: { q1: 0 } });
    expect(late.problem.code).toBe('edit_window_closed');
    api.setClock(undefined);
  });

  it('moves the count of a response that its change moves between quotas, or refuses it', async () => {
    const quotas = [
      { id: 'low', limit: 1, when: { question: 'q1', atMost: 6 } },
      { id: 'high', limit: 1, when: { question: 'q1', atLeast: 9 } },
    ];
    const surveyId = await api.published({ quotas, editableForHours: 1 });
    const [a, b, c] = [
      await api.link(surveyId),
      await api.link(surveyId),
      await api.link(surveyId),
    ];
    const low = await submit(surveyId, { token: a.token, answers: { q1: 1 } });
    const high = await submit(surveyId, { token: b.token, answers: { q1: 10 } });
    const { id, resumeToken } = high.body;
    const refused = await patch(id, { resumeToken, answers: { q1: 0 } });
    expect(refused.problem).toMatchObject({ code: 'quota_full', quotaId: 'low' });
    const freed = await patch(low.body.id, {
      ...{ resumeToken: low.body.resumeToken, answers: { q1: 7 } },
    });
    expect(freed.status).toBe(200);
    expect((await patch(id, { resumeToken, answers: { q1: 0 } })).status).toBe(200);
    expect((await submit(surveyId, { token: c.token, answers: { q1: 9 } })).status).toBe(201);
    const full = await api.link(surveyId);
    const none = await submit(surveyId, { token: full.token, answers: { q1: 3 } });
    expect(none.problem.code).toBe('quota_full');
  });

  it('refuses wrong, foreign, cut, run-out and revoked resume tokens alike', async () => {
    const one = await begin();
    const other = await begin();
    const revoked = await begin();
    const params = { surveyId: revoked.surveyId, invitationId: revoked.invitationId };
    await api.staff.call('revokeInvitation', { params });
    const old = await begin();
    const cases = [
      [one.id, `${one.resumeToken.slice(0, -2)}AA`],
      [one.id, one.resumeToken.slice(0, -1)],
      [one.id, other.resumeToken],
      [other.id, one.resumeToken],
      [one.id, one.token],
      ['rsp_00000000000000000000000000', one.resumeToken],
      [revoked.id, revoked.resumeToken],
    ] as const;
    const told = new Set<string>();
    const refuse = async (id: string, resumeToken: string) => {
      const { problem } = await patch(id, { resumeToken, answers: { q1: 1 } });
      expect(problem).toMatchObject({ status: 403, code: 'invalid_token' });
      told.add(JSON.stringify({ ...problem, requestId: '', instance: '' }));
    };
    for (const [id, token] of cases) await refuse(id, token);
    const swapped = await submit(one.surveyId, { token: one.resumeToken, answers: { q1: 1 } });
    expect(swapped.problem.code).toBe('invalid_token');
    const elsewhere = { query: { surveyId: other.surveyId } };
    const wrongSurvey = await patch(one.id, { resumeToken: one.resumeToken }, elsewhere);
    expect(wrongSurvey.problem.code).toBe('invalid_token');
    api.setClock(later(31 * day));
    await refuse(old.id, old.resumeToken);
    api.setClock(undefined);
    expect(told.size).toBe(1);
  });

  it('takes nothing more once the survey is closed, or the customer was erased', async () => {
    const { surveyId, id, resumeToken } = await begin();
    await api.close(surveyId);
    const closed = await patch(id, { resumeToken, answers: { q1: 1 } });
    expect(closed.problem.code).toBe('survey_not_open');
    const gone = await begin({}, { q1: 5 });
    await api.erase(gone.customerId);
    const erased = await patch(gone.id, { resumeToken: gone.resumeToken, complete: true });
    expect(erased.problem.code).toBe('invalid_token');
  });

  it('is read by scripts of the origins that the survey in the query allows, and by no others', async () => {
    const origin = 'https://shop.example';
    const { surveyId, id, resumeToken } = await begin({ allowedOrigins: [origin] });
    const other = await api.published({ allowedOrigins: [] });
    const readers = async (query: Record<string, string>, from = origin) => {
      const { status, headers } = await api.open.call('updateResponse', {
        params: { responseId: id },
        query,
        body: { resumeToken, answers: {} },
        headers: { origin: from },
      });
      return [status, headers['access-control-allow-origin']];
    };
    expect(await readers({ surveyId })).toEqual([200, origin]);
    expect(await readers({ surveyId }, 'https://evil.example')).toEqual([200, undefined]);
    expect(await readers({ surveyId: other })).toEqual([403, undefined]);
    expect(await readers({ surveyId: 'x'.repeat(3_000) })).toEqual([422, undefined]);
    expect(await readers({})).toEqual([200, undefined]);
  });

  it('refuses what every route refuses', () =>
    expectSharedRefusals(api.open, route, {
      params: { responseId: 'rsp_00000000000000000000000000' },
      body: { resumeToken: 'x' },
    }));

  afterAll(() => expectDeclaredReached(api.reached, route));
});
