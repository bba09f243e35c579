import type { EventBridgeEvent } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { handler as voice } from '../../functions/bus/voice.ts';
import { handle as deleteCustomer } from '../../functions/http/customers/delete-customer.ts';
import { handle as listEvents } from '../../functions/http/events/list-events.ts';
import { handle as takeFeedback } from '../../functions/http/feedback/take-feedback.ts';
import { handle as getDriverInsights } from '../../functions/http/insights/get-driver-insights.ts';
import { handle as getThemeInsights } from '../../functions/http/insights/get-theme-insights.ts';
import { performErasure } from '../../lib/app/erasure.ts';
import { insightsRoutes } from '../../lib/contract/routes/insights.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
import { testApi } from './support/api.ts';
import { review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals, newReached } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const reached = newReached();
const options = { reached, clock: api.clock };
const insights = testApi('insights', [getThemeInsights, getDriverInsights], options);
const customers = testApi('customers', [deleteCustomer]);
const others = testApi('feedback', [takeFeedback]);
const events = testApi('events', [listEvents]);

const themes = async (query: Record<string, string>) =>
  (await insights.call('getThemeInsights', { query })).body;
const themeIn = (body: { themes: { theme: string }[] }, theme: string) =>
  body.themes.find((one) => one.theme === theme);

/** Answers of a customer of their own through a personal link. */
const answer = async (surveyId: string, answers: Record<string, unknown>) => {
  const customerId = await api.newCustomer();
  const token = await api.invite(surveyId, { customerIds: [customerId] });
  const { status, body } = await api.submit(surveyId, { token, answers });
  expect(status).toBe(201);
  return { customerId, id: body.id };
};

describe('GET /v1/insights/themes', { timeout: 60_000 }, () => {
  it('cites the sentences of a survey, in either language, against the window before', async () => {
    api.setClock('2026-03-02T04:00:00.000Z');
    const surveyId = await api.published();
    await answer(surveyId, { q1: 9, why: '味道不错。' });
    api.setClock('2026-03-03T04:00:00.000Z');
    await answer(surveyId, { q1: 2, why: '送餐太慢了！味道还好。' });
    await answer(surveyId, { q1: 8, why: 'The food was delicious.' });
    await answer(surveyId, { q1: 8 });
    const body = await themes({ surveyId, from: '2026-03-03', to: '2026-03-03' });
    expect(body).toMatchObject({ of: 2, complete: true, shielded: false });
    expect(themeIn(body, 'delivery')).toMatchObject({
      name: { en: 'Delivery', zh: '配送' },
      reason: 'delivery',
      n: 1,
      share: 0.5,
      shareNegative: 1,
      trend: { of: 1, complaintShare: 0 },
      sentences: [{ question: 'why', text: '送餐太慢了！', start: 0, end: 6, day: '2026-03-03' }],
    });
    expect(themeIn(body, 'taste')).toMatchObject({ n: 2, complaintShare: 0 });
    expect((await themes({ surveyId, language: 'en' })).of).toBe(1);
    expect((await themes({ surveyId, channel: 'qr' })).of).toBe(0);
  });

  it('forgets the words of an erased customer', async () => {
    const surveyId = await api.published();
    const { customerId } = await answer(surveyId, { q1: 1, why: '房间太脏了' });
    expect((await themes({ surveyId })).of).toBe(1);
    const erased = await customers.call('deleteCustomer', { params: { customerId } });
    await performErasure(erased.body.id);
    expect((await themes({ surveyId })).of).toBe(0);
  });

  it('shields a confidential survey: past weeks of five, no sentence, no filter', async () => {
    api.setClock('2026-03-02T04:00:00.000Z');
    const surveyId = await api.published({ mode: 'confidential' });
    for (let at = 0; at < 5; at += 1) await answer(surveyId, { q1: 1, why: '服务态度太差了' });
    expect((await themes({ surveyId })).of).toBe(0);
    api.setClock('2026-03-09T04:00:00.000Z');
    await answer(surveyId, { q1: 1, why: '服务态度太差了' });
    const body = await themes({ surveyId });
    expect(body).toMatchObject({ of: 5, shielded: true });
    expect(themeIn(body, 'service_attitude')).toMatchObject({ n: 5, sentences: [] });
    const query = { surveyId, channel: 'link' };
    expect((await insights.call('getThemeInsights', { query })).status).toBe(422);
  });

  it('counts people, not texts, and nothing that may still change', async () => {
    api.setClock('2026-03-02T04:00:00.000Z');
    const { questions } = sampleDefinition();
    const texts = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
      ...{ id, type: 'text', required: false },
      label: { en: 'Why?', zh: '为什么？' },
    }));
    const asked = { mode: 'confidential', questions: [...questions, ...texts] };
    const [alone, edited] = [
      await api.published(asked),
      await api.published({ mode: 'confidential', editableForHours: 240 }),
    ];
    const words = Object.fromEntries(texts.map(({ id }) => [id, '服务态度太差了']));
    await answer(alone, { q1: 1, ...words });
    for (let at = 0; at < 5; at += 1) await answer(edited, { q1: 1, why: '服务态度太差了' });
    api.setClock('2026-03-09T04:00:00.000Z');
    expect(await themes({ surveyId: alone })).toMatchObject({ of: 0, themes: [] });
    expect(await themes({ surveyId: edited })).toMatchObject({ of: 0, themes: [] });
    api.setClock('2026-03-20T04:00:00.000Z');
    expect(await themes({ surveyId: edited })).toMatchObject({ of: 5 });
  });

  it('reads what was said outside surveys', async () => {
    api.setClock(new Date().toISOString());
    const body = { items: [review({ text: '包装破了，退款也很慢' })] };
    expect((await others.call('takeFeedback', { body })).status).toBe(200);
    const report = await themes({ channel: 'review' });
    expect(themeIn(report, 'packaging')).toMatchObject({
      sentences: [{ question: null, source: { kind: 'feedback' } }],
    });
  });

  it('answers every declared status', async () => {
    const strange = { query: { surveyId: strangeId } };
    expect((await insights.call('getThemeInsights', strange)).status).toBe(404);
    const surveyId = await api.draft();
    expect((await themes({ surveyId })).of).toBe(0);
    for (const days of [{ from: '0001-01-01' }, { from: '2026-01-01', to: '9999-12-31' }])
      expect((await insights.call('getThemeInsights', { query: days })).status).toBe(200);
    const empty = { query: { from: '2026-02-02', to: '2026-01-01' } };
    expect((await insights.call('getThemeInsights', empty)).status).toBe(422);
    await expectSharedRefusals(insights, insightsRoutes.getThemeInsights, {});
  });
  afterAll(() => expectDeclaredReached(reached, insightsRoutes.getThemeInsights));
});

describe('GET /v1/insights/drivers', { timeout: 60_000 }, () => {
  const route = insightsRoutes.getDriverInsights;

  it('weighs the other answers of each response', async () => {
    api.setClock('2026-03-02T04:00:00.000Z');
    const surveyId = await api.published({ mode: 'anonymous' });
    for (let at = 0; at < 20; at += 1) {
      const answers = { q1: 2 * (1 + (at % 5)), q2: 1 + (at % 5), q3: 1 + ((at * 3) % 7) };
      expect((await api.submit(surveyId, { answers })).status).toBe(201);
    }
    const query = { surveyId, outcome: 'q1' };
    const today = await insights.call('getDriverInsights', { query });
    expect(today.body).toMatchObject({ state: 'insufficient_data', n: 0, shielded: true });
    api.setClock('2026-03-09T04:00:00.000Z');
    const { body } = await insights.call('getDriverInsights', { query });
    expect(body).toMatchObject({ state: 'ok', n: 20, needed: 20 });
    expect(body.rSquared).toBeCloseTo(1, 10);
    expect(body.drivers[0]).toMatchObject({ kind: 'question', question: 'q2', performance: null });
    expect(body.omitted).toContainEqual(
      expect.objectContaining({ part: 'delivery', name: { en: 'Delivery', zh: '配送' } }),
    );
  });

  it('answers every declared status', async () => {
    const surveyId = await api.draft();
    const asked = (query: Record<string, string>) => insights.call('getDriverInsights', { query });
    expect((await asked({ surveyId, outcome: 'q1' })).body.state).toBe('insufficient_data');
    expect((await asked({ surveyId, outcome: 'why' })).status).toBe(422);
    expect((await asked({ surveyId: strangeId, outcome: 'q1' })).status).toBe(404);
    await expectSharedRefusals(insights, route, { query: { surveyId, outcome: 'q1' } });
  });
  afterAll(() => expectDeclaredReached(reached, route));
});

it('the job voice writes into the timeline once, however often it is told', async () => {
  const surveyId = await api.published();
  const { customerId, id } = await answer(surveyId, { q1: 1, why: '太差了，骗子！！！' });
  const detail = {
    messageId: `${customerId}#${id}`,
    customerId,
    ledgerId: ledgerOf(customerId),
    eventId: id,
    occurredAt: '2026-03-09T04:00:00.000Z',
    surveyId,
    responseId: id,
  };
  // What EventBridge adds around type and detail is not read.
  const event = { 'detail-type': 'survey.answered', detail } as EventBridgeEvent<
    'survey.answered',
    unknown
  >;
  await Promise.all([voice(event), voice(event)]);
  const { body } = await events.call('listEvents', { params: { customerId } });
  const analyses = body.data.filter(({ type }: { type: string }) => type === 'analysis');
  expect(analyses).toMatchObject([{ of: id, sentiment: 'negative', angry: true }]);
});
