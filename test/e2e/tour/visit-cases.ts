import { expect } from 'vitest';
import { defaultRecoverySettings } from '../../../lib/recovery/recovery-settings.ts';
import { sampleDefinition } from '../../surveys/sample-survey.ts';
import { keyed, refusalOf, type Tour } from './tour.ts';

/** An open identified survey. */
const publishedSurvey = async ({ client }: Tour): Promise<string> => {
  const { body } = await client.createSurvey({ body: sampleDefinition({ mode: 'identified' }) });
  await client.publishSurvey({ params: { surveyId: body.id } });
  return body.id;
};

/** Recovery cases: a detractor opens one within seconds; it is worked on, followed up, and reported. */
export const visitCases = async (tour: Tour): Promise<void> => {
  const { client } = tour;
  const surveyId = await publishedSurvey(tour);
  const { body: before } = await client.getRecoverySettings({});
  expect(before.version).toBe(1);
  const followUp = { surveyId, expiresAfterDays: 14 };
  await client.putRecoverySettings({ body: { ...defaultRecoverySettings, followUp } });
  expect((await client.listRootCauses({})).body.data.length).toBeGreaterThan(5);

  const customerId = await customerWho(tour, { surveyId, q1: 2 });
  const { body: page } = await client.listCases({ query: { customerId } });
  const [found] = page.data;
  const params = { caseId: found?.id ?? '' };
  expect(found).toMatchObject({ status: 'open', signals: [{ cause: 'detractor' }] });
  await client.updateCase({ params, body: { owner: 'ann' } });
  expect((await client.listCases({ query: { owner: 'ann' } })).body.data).toHaveLength(1);
  const contact = { params, body: { channel: 'phone', reached: true, note: 'rang' } } as const;
  await client.recordCaseContact(contact);
  const { body: resolved } = await client.resolveCase({ params, body: { rootCause: 'waiting' } });
  expect(resolved.followUp).toMatchObject({ channel: 'email', reason: null });
  await tour.suite.runtime.settled();
  const [mail, ...more] = tour.suite.runtime.outbox.mails.filter(({ to }) => to === told);
  expect(more).toEqual([]);
  expect(mail?.text).toContain(resolved.followUp?.url);
  const token = resolved.followUp?.url?.split('/s/')[1] ?? '';
  await client.submitResponse({ params: { surveyId }, body: { token, answers: { q1: 10 } } });
  await tour.suite.runtime.settled();
  const { body: closed } = await client.getCase({ params });
  expect(closed).toMatchObject({ status: 'closed', outcome: 'recovered' });
  expect(closed.notes).toHaveLength(1);

  const opened = { body: { customerId, note: 'again' }, headers: keyed('case') };
  const { body: second } = await client.openCase(opened);
  expect((await client.openCase(opened)).body.id).toBe(second.id);
  const again = { params: { caseId: second.id }, body: { rootCause: 'price' } } as const;
  await client.putRecoverySettings({ body: { ...defaultRecoverySettings, followUp: null } });
  await client.resolveCase(again);
  await client.closeCase({ params: again.params, body: { outcome: 'not_recovered' } });
  const late = { ...again, headers: keyed('late') };
  expect(await refusalOf(client.resolveCase(late))).toBe('case_closed');
  const { body: report } = await client.getRecoveryInsights({});
  expect(report.total).toMatchObject({ recovered: { n: 2, share: 50 } });
};

/** Where the customer is asked whether it is better now. */
const told = 'cai@told.example';

/** A new customer whose answer has been heard. */
const customerWho = async (
  tour: Tour,
  { surveyId, q1 }: { readonly surveyId: string; readonly q1: number },
): Promise<string> => {
  const { client } = tour;
  const { body: customer } = await client.createCustomer({
    body: { kind: 'individual', name: 'Cai Sample', email: told },
  });
  const params = { surveyId };
  const invited = { params, body: { customerIds: [customer.id] } };
  const token = (await client.createInvitations(invited)).body.results[0]?.token ?? '';
  await client.submitResponse({ params, body: { token, answers: { q1 } } });
  await tour.suite.runtime.settled();
  return customer.id;
};
