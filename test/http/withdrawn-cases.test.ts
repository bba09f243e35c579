import { describe, expect, it } from 'vitest';
import { handler as recoveryJob } from '../../functions/bus/recovery.ts';
import { handle as closeCase } from '../../functions/http/cases/close-case.ts';
import { handle as getRecoveryInsights } from '../../functions/http/cases/get-recovery-insights.ts';
import { handle as listCases } from '../../functions/http/cases/list-cases.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { testApi } from './support/api.ts';
import { feedbackApi, review } from './support/feedback.ts';

const api = feedbackApi();
const staff = testApi('cases', [listCases, closeCase, getRecoveryInsights]);

const deliver = (type: 'feedback.recorded' | 'event.voided', customerId: string, detail: object) =>
  recoveryJob({
    ...{ version: '0', id: '1', account: '', time: '', region: '', resources: [], source: '' },
    'detail-type': type,
    detail: {
      ...{ messageId: '1', customerId, ledgerId: ledgerOf(customerId) },
      ...{ occurredAt: new Date().toISOString(), ...detail },
    },
  });

/** What the relay would say of a customer's reviews so far, twice and newest first. */
const hear = async (customerId: string) => {
  const events = await api.eventsOf(customerId);
  for (const _ of ['once', 'again'])
    for (const { id, voidedBy } of events) {
      await deliver('feedback.recorded', customerId, { eventId: id, channel: 'review' });
      if (voidedBy !== undefined)
        await deliver('event.voided', customerId, { eventId: voidedBy, voidedEventId: id });
    }
};

const casesOf = async (customerId: string) =>
  (await staff.call('listCases', { query: { customerId } })).body.data;

const badReview = (customerId: string) =>
  review({ customerId, rating: { value: 1, min: 1, max: 5 } });

describe('a case that was opened by mistake', () => {
  it('is withdrawn when the review turns out to be another’s, and the report leaves it out', async () => {
    const wrong = await api.newCustomer();
    const right = await api.newCustomer();
    const { id } = await api.taken(badReview(wrong));
    await hear(wrong);
    expect(await casesOf(wrong)).toMatchObject([{ status: 'open', signals: [{ value: 1 }] }]);
    const params = { feedbackId: id };
    await api.call('unmatchFeedback', { params });
    await hear(wrong);
    expect(await casesOf(wrong)).toMatchObject([
      { status: 'closed', outcome: 'withdrawn', dueAt: null, overdue: false },
    ]);
    await api.call('matchFeedback', { params, body: { customerId: right } });
    await hear(right);
    expect(await casesOf(right)).toMatchObject([{ status: 'open' }]);
    const { body: report } = await staff.call('getRecoveryInsights');
    expect(report.total).toMatchObject({
      ...{ opened: 2, closed: 1, underWay: 1, withdrawn: 1 },
      recovered: { n: 0, share: null },
    });
  });

  it('goes on where the author only edited the review, until that is another’s too', async () => {
    const customerId = await api.newCustomer();
    const given = badReview(customerId);
    const { id } = await api.taken(given);
    await hear(customerId);
    await api.take({ ...given, text: '改了一下，不过还是很差，再也不来了' });
    await hear(customerId);
    const [found, ...more] = await casesOf(customerId);
    expect([found.status, more]).toEqual(['open', []]);
    await api.call('unmatchFeedback', { params: { feedbackId: id } });
    await hear(customerId);
    expect(await casesOf(customerId)).toMatchObject([{ id: found.id, outcome: 'withdrawn' }]);
  });

  it('is opened anew where the review is given back to the customer', async () => {
    const customerId = await api.newCustomer();
    const { id } = await api.taken(badReview(customerId));
    await hear(customerId);
    const params = { feedbackId: id };
    await api.call('unmatchFeedback', { params });
    await hear(customerId);
    await api.call('matchFeedback', { params, body: { customerId } });
    await hear(customerId);
    const cases = await casesOf(customerId);
    expect(cases.map(({ outcome }: { outcome: string | null }) => outcome)).toEqual(
      expect.arrayContaining([null, 'withdrawn']),
    );
    expect(cases).toHaveLength(2);
  });

  it('can be withdrawn by staff before it is resolved', async () => {
    const customerId = await api.newCustomer();
    await api.taken(badReview(customerId));
    await hear(customerId);
    const [{ id: caseId }] = await casesOf(customerId);
    const close = (outcome: string) =>
      staff.call('closeCase', { params: { caseId }, body: { outcome } });
    expect((await close('recovered')).problem.code).toBe('case_not_resolved');
    expect((await close('withdrawn')).body).toMatchObject({
      ...{ status: 'closed', outcome: 'withdrawn', rootCause: null },
    });
  });
});
