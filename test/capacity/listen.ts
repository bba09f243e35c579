import { expect } from 'vitest';
import { handle as takeFeedback } from '../../functions/http/feedback/take-feedback.ts';
import { testApi } from '../http/support/api.ts';
import type { Asking } from './ask-and-recover.ts';

const feedback = testApi('feedback', [takeFeedback]);

/** A review whose platform tells the customer's e-mail, as the import sends it. */
export const countReview = async ({ newCustomer, spent, expectUnits }: Asking): Promise<void> => {
  const email = 'reviewer@shop.example';
  await newCustomer({ email });
  const item = {
    ...{ channel: 'review', source: 'dianping', externalId: 'r-1' },
    ...{ occurredAt: '2026-11-21T04:00:00Z', author: { email }, language: 'zh' },
    ...{ rating: { value: 4, min: 1, max: 5 }, text: '东西很好，送得也快，下次还来' },
  };
  const take = async () => {
    const { body } = await feedback.call('takeFeedback', { body: { items: [item] } });
    expect(body.results).toMatchObject([{ id: expect.any(String) }]);
  };
  expectUnits('take a review of a known customer', await spent(take));
  expectUnits('take the same review again', await spent(take));
};
