import { afterAll, describe, expect, it } from 'vitest';
import { quarantineRoutes } from '../../lib/contract/routes/quarantine.ts';
import { formTokenField, honeypotField } from '../../lib/surveys/abuse/form-token.ts';
import { quarantineApi } from './support/quarantine.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { formBody, strangeId } from './support/surveys.ts';

const api = quarantineApi();
const route = quarantineRoutes.listQuarantine;
const { submit, sendForm, tokenOf, list } = api;

const anonymous = { mode: 'anonymous' };
const address = '203.0.113.77';

/** What an answer shows besides what differs between any two. */
const shown = ({ status, headers, body }: Awaited<ReturnType<typeof submit>>) => ({
  status,
  headers: { ...headers, 'x-request-id': '' },
  members: Object.keys(Object(body)).sort(),
});

describe('GET /v1/surveys/{surveyId}/quarantine', () => {
  it('shows what a form without a good token sent, with every reason, and counts it nowhere', async () => {
    api.setClock('2031-02-01T04:00:00.000Z');
    const surveyId = await api.published(anonymous);
    const other = await api.published(anonymous);
    const honest = await sendForm(surveyId, { q1: '9' });
    expect(honest).toMatchObject({ status: 303 });
    const cases = [
      ['form_token_missing', ''],
      ['form_token_forged', await tokenOf(other)],
      ['form_token_too_young', await tokenOf(surveyId, 900)],
      ['form_token_too_old', await tokenOf(surveyId, 49 * 3_600_000)],
    ] as const;
    for (const [, token] of cases) {
      const answer = await sendForm(surveyId, { q1: '3', [formTokenField]: token });
      expect(shown(answer)).toEqual(shown(honest));
      expect(answer.headers['location']).toBe(honest.headers['location']);
    }
    await sendForm(surveyId, {
      q1: '0',
      [honeypotField]: 'https://spam.example',
      [formTokenField]: '',
    });
    const { status, body } = await list(surveyId);
    expect(status).toBe(200);
    const reasons = body.data.map((held: { reasons: string[] }) => held.reasons.join());
    expect(reasons.sort()).toEqual([
      'form_token_forged',
      'form_token_missing',
      'form_token_too_old',
      'form_token_too_young',
      'honeypot_filled,form_token_missing',
    ]);
    expect(body.data[0]).toMatchObject({
      id: expect.stringMatching(/^rsp_[0-9a-f]{26}$/),
      surveyId,
      surveyVersion: 1,
      channel: 'web',
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      answers: { q1: expect.any(Number) },
    });
    expect(body.data[0]).not.toHaveProperty('completedAt');
    expect(await api.countOf(surveyId)).toBe(1);
  });

  it('holds no posts of web pages for want of a token, but those with a bad one', async () => {
    const surveyId = await api.published(anonymous);
    const answers = { q1: 9 };
    const honest = await submit(surveyId, { answers });
    expect(honest.status).toBe(201);
    const held = await submit(surveyId, { answers, [formTokenField]: 'v1.forged' });
    expect(shown(held)).toEqual(shown(honest));
    expect(held.body.receipt).toMatch(/^rct_/);
    expect(
      (await submit(surveyId, { answers, [formTokenField]: await tokenOf(surveyId) })).status,
    ).toBe(201);
    const { body, headers } = formBody([
      ['q1', '9'],
      [honeypotField, 'x'],
    ]);
    expect((await submit(surveyId, body, headers)).status).toBe(201);
    const { data } = (await list(surveyId)).body;
    expect(data.flatMap(({ reasons }: { reasons: string[] }) => reasons).sort()).toEqual([
      'form_token_forged',
      'honeypot_filled',
    ]);
    expect(await api.countOf(surveyId)).toBe(2);
  });

  it('leaves a personal link to its customer when a program filled in the honeypot', async () => {
    const { surveyId, token, customerId } = await api.linked();
    const scanner = { token, answers: { q1: 1 }, [honeypotField]: 'x' };
    const first = await submit(surveyId, scanner);
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: expect.stringMatching(/^rsp_[0-9a-z]{26}$/),
      receipt: expect.stringMatching(/^rct_/),
      completedAt: expect.any(String),
    });
    const again = await submit(surveyId, scanner);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await submit(surveyId, { ...scanner, answers: { q1: 2 } });
    expect(other.problem.code).toBe('response_conflict');
    expect((await list(surveyId)).body.data).toEqual([
      expect.objectContaining({
        id: first.body.id,
        customerId,
        completedAt: first.body.completedAt,
        reasons: ['honeypot_filled'],
      }),
    ]);
    const thanks = await api.open.call('getPersonalThanks', { params: { token } });
    expect(thanks.status).toBe(200);
    const honest = await submit(surveyId, { token, answers: { q1: 10 } });
    expect(honest.status).toBe(201);
    expect(honest.body.id).not.toBe(first.body.id);
    expect(await api.countOf(surveyId)).toBe(1);
  });

  it('uses an anonymous link up with what is held, so that nothing leads from one to the other', async () => {
    const { surveyId, token, customerId } = await api.linked(anonymous);
    const first = await submit(surveyId, { token, answers: { q1: 1 }, [honeypotField]: 'x' });
    expect(first.status).toBe(201);
    const again = await submit(surveyId, { token, answers: { q1: 9 } });
    expect([again.status, again.body]).toEqual([200, first.body]);
    const { data } = (await list(surveyId)).body;
    expect(data).toHaveLength(1);
    expect(JSON.stringify(data)).not.toContain(customerId);
    expect(JSON.stringify(data)).not.toContain('inv_');
    expect(await api.countOf(surveyId)).toBe(0);
  });

  it('shows of a confidential survey neither answers nor people', async () => {
    const { surveyId, token } = await api.linked({ mode: 'confidential' });
    expect(
      (await submit(surveyId, { token, answers: { q1: 1 }, [honeypotField]: 'x' })).status,
    ).toBe(201);
    const [held] = (await list(surveyId)).body.data;
    expect(held).toMatchObject({ answers: null, hidden: {}, reasons: ['honeypot_filled'] });
    for (const member of ['customerId', 'invitationId', 'completedAt'])
      expect(held).not.toHaveProperty(member);
  });

  it('pages through everything once, keeps it thirty days and no address', async () => {
    const surveyId = await api.published(anonymous);
    const days = ['2031-03-01', '2031-03-02', '2031-03-20'];
    for (const day of days) {
      api.setClock(`${day}T04:00:00.000Z`);
      for (let count = 0; count < 3; count += 1)
        await sendForm(surveyId, { q1: String(count), [formTokenField]: '' }, address);
    }
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await list(surveyId, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(
        ...page.body.data.map(({ id, day }: { id: string; day: string }) => `${day}#${id}`),
      );
      cursor = page.body.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(9);
    expect(seen).toEqual([...seen].sort().reverse());
    api.setClock('2031-04-01T04:00:00.000Z');
    const left = (await list(surveyId)).body.data;
    expect(new Set(left.map(({ day }: { day: string }) => day))).toEqual(
      new Set(['2031-03-02', '2031-03-20']),
    );
    expect(left[0]).toMatchObject({ day: '2031-03-20', keptUntil: '2031-04-19' });
    for (const table of ['control', 'events', 'customers'] as const) {
      const stored = await api.dump(table);
      expect(stored).not.toContain(address);
      expect(stored).not.toContain('203.0.113');
    }
    const { problem } = await list(surveyId, { cursor: 'nonsense' });
    expect(problem.code).toBe('invalid_cursor');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.desk, route, { params: { surveyId: strangeId } });
    expect((await list(strangeId)).problem.code).toBe('survey_not_found');
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
