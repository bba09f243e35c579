import { afterAll, describe, expect, it } from 'vitest';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { feedbackApi, review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.getFeedbackInsights;
const report = async (query = {}) => (await api.call('getFeedbackInsights', { query })).body;

describe('GET /v1/insights/feedback', () => {
  it('says nothing where there is nothing', async () => {
    expect(await report()).toMatchObject({
      complete: true,
      all: { n: 0, mean: null },
      sources: [],
    });
  });

  it('counts every source by itself, copies once, and replies by their duty', async () => {
    const rated = (value: number, more = {}) =>
      review({ rating: { value, min: 1, max: 5 }, ...more });
    const author = { handle: 'kai' };
    const text = '快递员态度非常好，包装也很结实，推荐';
    const { id } = await api.taken(rated(1));
    await api.take(rated(4), rated(5, { author, text }));
    await api.take(rated(5, { author, text, source: 'weibo', channel: 'social' }));
    await api.call('replyToFeedback', { params: { feedbackId: id }, body: { text: '抱歉' } });
    const { all, sources } = await report({ from: '2024-01-01' });
    expect(all).toMatchObject({ n: 3, duplicates: 1, rated: 3, matched: 0 });
    expect(all.mean).toBeCloseTo(10 / 3, 10);
    expect(all.topTwoBox).toBeCloseTo(200 / 3, 10);
    expect(all.replies).toMatchObject({ due: 1, withinDuty: 100, overdue: 0 });
    expect(sources.map((row: { source: string; n: number }) => [row.source, row.n])).toEqual([
      ['dianping', 3],
      ['weibo', 0],
    ]);
    expect((await report({ to: '2024-01-01' })).all.n).toBe(0);
  });

  it('answers every declared status', async () => {
    const empty = { query: { from: '2024-02-01', to: '2024-01-01' } };
    expect((await api.call('getFeedbackInsights', empty)).status).toBe(422);
    const all = { query: { from: '0001-01-01', to: '9999-12-31' } };
    expect((await api.call('getFeedbackInsights', all)).status).toBe(200);
    await expectSharedRefusals(api, route, {});
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
