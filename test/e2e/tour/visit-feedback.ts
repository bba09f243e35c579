import { expect } from 'vitest';
import { defaultFeedbackSettings } from '../../../lib/feedback/feedback-settings.ts';
import { sampleDefinition } from '../../surveys/sample-survey.ts';
import { keyed, refusalOf, type Tour } from './tour.ts';

const review = (externalId: string, more: Record<string, unknown> = {}) => ({
  channel: 'review',
  source: 'dianping',
  externalId,
  occurredAt: '2026-03-01T08:00:00Z',
  rating: { value: 2, min: 1, max: 5 },
  text: '等了很久，服务员态度也不好',
  ...more,
});

/** What people say outside surveys, and interviews: taken, matched, answered, counted, and gone with their author. */
export const visitFeedback = async (tour: Tour): Promise<void> => {
  const { client, suite } = tour;
  const email = 'reviewer@shop.example';
  const { body: author } = await client.createCustomer({ body: { name: '上官婉儿', email } });
  const order = { orderId: 'review-1', amount: { amount: 8_800, currency: 'CNY' } };
  await client.recordEvent({
    body: {
      ...{ customerId: author.id, type: 'purchase', occurredAt: '2026-03-01T04:00:00Z' },
      ...order,
    },
  });
  const items = [
    review('by-mail', { author: { email } }),
    review('by-name', { author: { name: '上官婉儿' }, orderId: 'review-1', text: undefined }),
    review('by-hand', { author: { name: '路人甲乙' } }),
    review('spam'),
  ];
  const { body: taken } = await client.takeFeedback({ body: { items }, headers: keyed('reviews') });
  expect(taken.results.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const [byMail = '', , byHand = '', spam = ''] = taken.results.map(({ id }) => id ?? '');
  await suite.runtime.settled();
  const copy = review('again', { author: { email }, channel: 'social', source: 'weibo' });
  const { body: copied } = await client.takeFeedback({ body: { items: [copy] } });
  const ofCopy = { params: { feedbackId: copied.results[0]?.id ?? '' } };
  expect((await client.getFeedback(ofCopy)).body.duplicateOf).toBe(byMail);

  const { body: matched } = await client.getFeedback({ params: { feedbackId: byMail } });
  expect(matched.match).toMatchObject({ customerId: author.id, confidence: 0.99 });
  await client.takeFeedback({
    body: { items: [{ ...items[0], text: '店长打来电话，已经解决了' }] },
  });
  const { body: other } = await client.createCustomer({ body: { name: 'Olaf Other' } });
  const params = { feedbackId: byHand };
  const nobody = { params, body: { customerId: 'cus_0' }, headers: keyed('nobody-said-it') };
  expect(await refusalOf(client.matchFeedback(nobody))).toBe('customer_not_found');
  await client.matchFeedback({ params, body: { customerId: other.id }, headers: keyed('match') });
  await client.unmatchFeedback({ params, headers: keyed('unmatch') });
  const reply = { params, body: { text: '感谢您的反馈' }, headers: keyed('reply') };
  expect((await client.replyToFeedback(reply)).body.status).toBe('replied');
  const ignored = { params: { feedbackId: spam }, body: { reason: '广告' } };
  expect((await client.ignoreFeedback(ignored)).body.status).toBe('ignored');

  const { body: list } = await client.listFeedback({ query: { customerId: author.id } });
  expect(list.data).toHaveLength(2);
  expect((await client.listFeedback({ query: { source: 'dianping' } })).body.data).toHaveLength(4);
  const { body: insights } = await client.getFeedbackInsights({});
  expect(insights.sources).toContainEqual(
    expect.objectContaining({ source: 'dianping', n: 4, rated: 4 }),
  );
  const { headers } = await client.getFeedbackSettings({});
  await client.putFeedbackSettings({
    body: { ...defaultFeedbackSettings, owner: 'ann' },
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
  await interview(tour, author.id);

  await client.deleteCustomer({ params: { customerId: author.id } });
  await suite.runtime.settled();
  const { body: stripped } = await client.getFeedback({ params: { feedbackId: byMail } });
  expect(stripped).toMatchObject({ erased: true, text: null, score: 2 });
  expect((await client.getFeedback(ofCopy)).body).toMatchObject({ erased: true, text: null });
};

const interview = async ({ client, postForm }: Tour, customerId: string): Promise<void> => {
  const { body: survey } = await client.createSurvey({ body: sampleDefinition() });
  const params = { surveyId: survey.id };
  await client.publishSurvey({ params });
  const wanted = {
    params,
    body: { customerId, channel: 'phone' },
    headers: keyed('call'),
  } as const;
  const { body: link } = await client.startInterview(wanted);
  expect((await client.startInterview(wanted)).body).toEqual(link);
  await postForm(`/s/${link.token}`, { q1: '8' });
  const { body: report } = await client.getInterviewers({ params });
  expect(report.questions['q1']).toMatchObject({ n: 1, mean: null });
};
