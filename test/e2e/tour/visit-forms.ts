import { expect } from 'vitest';
import { everyQuestion } from '../../surveys/every-question.ts';
import { keyed, type Tour } from './tour.ts';

/** Hosted forms: a screen in a shop behind a signed link, answers that were begun and changed by a personal one. */
export const visitForms = async (tour: Tour): Promise<void> => {
  await answerAtKiosk(tour);
  await changeByForm(tour);
};

const published = async ({ client }: Tour, more: Record<string, unknown>): Promise<string> => {
  const key = JSON.stringify(more).slice(0, 200);
  const { body } = await client.createSurvey({
    body: everyQuestion(more),
    headers: keyed(`form-${key}`),
  });
  await client.publishSurvey({
    params: { surveyId: body.id },
    headers: keyed(`form-publish-${key}`),
  });
  return body.id;
};

const answerAtKiosk = async (tour: Tour): Promise<void> => {
  const { client, postForm } = tour;
  const hidden = [{ id: 'shop', type: 'choice', values: ['north'], trusted: true }];
  const surveyId = await published(tour, { hidden });
  const request = {
    params: { surveyId },
    body: { channel: 'kiosk' as const, hidden: { shop: 'north' } },
    headers: keyed('kiosk'),
  };
  const { body: link } = await client.createOpenLink(request);
  expect((await client.createOpenLink(request)).body).toEqual(link);
  expect(link.qr).toContain('<svg');
  const query = { link: link.link };
  const { body: page = '' } = await client.getOpenForm({ params: { surveyId }, query });
  const [, formToken = ''] = /name="_form" value="([^"]+)"/.exec(page) ?? [];
  // The clock of the tour stands still: what is sent in no time waits in quarantine.
  const sent = await postForm(`/f/${surveyId}?link=${link.link}`, { nps: '8', _form: formToken });
  expect(sent.status).toBe(303);
  const thanks = await client.getOpenThanks({ params: { surveyId }, query });
  expect(thanks.headers.get('refresh')).toContain(`/f/${surveyId}?link=`);
};

const changeByForm = async (tour: Tour): Promise<void> => {
  const { client, postForm } = tour;
  // Nobody whom another visit wants to ask: whoever was asked is left alone for a while.
  const ann = await client.createCustomer({ body: { name: 'Ann' }, headers: keyed('form-ann') });
  const surveyId = await published(tour, { mode: 'identified', editableForHours: 24 });
  const invited = await client.createInvitations({
    params: { surveyId },
    body: { customerIds: [ann.body.id] },
    headers: keyed('form-invite'),
  });
  const token = invited.body.results[0]?.token ?? '';
  const params = { token };
  const begun = { token, answers: { nps: 2, why: 'so far' }, complete: false };
  await client.submitResponse({ params: { surveyId }, body: begun, headers: keyed('form-begin') });
  expect((await client.getPersonalForm({ params })).body).toContain('so far</textarea>');
  expect((await postForm(`/s/${token}`, { nps: '9' })).status).toBe(303);
  expect((await client.getPersonalForm({ params })).body).toContain('name="_revision" value="1"');
  expect((await postForm(`/s/${token}`, { nps: '7', _revision: '1' })).status).toBe(303);
  expect((await client.getPersonalThanks({ params })).body).toContain('Change your answers');
  const { body } = await client.listSurveyResponses({ params: { surveyId } });
  expect(body.data).toMatchObject([{ answers: { nps: 7 }, revision: 2 }]);
};
