import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.updateSurvey;
const patch = (surveyId: string, body: unknown, headers: Record<string, string> = {}) =>
  api.staff.call('updateSurvey', { params: { surveyId }, body, headers });

describe('PATCH /v1/surveys/{surveyId}', () => {
  it('merges: null removes, absent keeps, arrays replace', async () => {
    const surveyId = await api.draft({ allowedOrigins: ['https://a.example'] });
    const questions = [{ id: 'why', type: 'text', label: { en: 'Why?' } }];
    const body = { title: { zh: null, fr: 'Bonjour' }, questions, allowedOrigins: null };
    const answer = await patch(surveyId, body, { 'content-type': 'application/merge-patch+json' });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(answer.body).toMatchObject({
      title: { en: 'How was your visit?', fr: 'Bonjour' },
      questions: [{ ...questions[0], required: false }],
      allowedOrigins: [],
      mode: 'identified',
    });
    expect(answer.body.title).not.toHaveProperty('zh');
  });

  it('takes every member of a definition, and puts back what null removes', async () => {
    const surveyId = await api.draft();
    const hidden = [{ id: 'order', type: 'text', trusted: true, maxLength: 20 }];
    const full = {
      intro: { en: 'Hello', zh: '您好' },
      thanks: { en: 'Thanks', zh: '谢谢' },
      hidden,
      quotas: [{ id: 'all', limit: 10, onFull: 'screen_out', when: { hidden: 'order', is: 'A' } }],
      editableForHours: 24,
      step: 'delivery',
    };
    expect((await patch(surveyId, full)).body).toMatchObject(full);
    const gone = { intro: { zh: null }, thanks: null, hidden: null, quotas: null, step: null };
    const { body } = await patch(surveyId, { ...gone, editableForHours: null });
    expect(body).toMatchObject({ intro: { en: 'Hello' }, hidden: [], quotas: [] });
    expect(body.editableForHours).toBe(0);
    expect(body.intro).not.toHaveProperty('zh');
    expect(body).not.toHaveProperty('thanks');
    expect(body).not.toHaveProperty('step');
  });

  it('writes only over the version that the caller has seen', async () => {
    const surveyId = await api.draft();
    expect((await patch(surveyId, { mode: 'anonymous' }, { 'if-match': '"1"' })).status).toBe(200);
    const stale = await patch(surveyId, { mode: 'identified' }, { 'if-match': '"1"' });
    expect(stale.problem.code).toBe('stale_version');
    expect((await patch(surveyId, { mode: 'identified' }, { 'if-match': '*' })).status).toBe(200);
  });

  it('loses no change of ten at the same time', async () => {
    const surveyId = await api.draft({ title: { en: 'T' } });
    const languages = ['de', 'fr', 'it', 'es', 'pt', 'nl', 'sv', 'da', 'fi', 'pl'];
    await Promise.all(languages.map((tag) => patch(surveyId, { title: { [tag]: tag } })));
    const { body } = await api.staff.call('getSurvey', { params: { surveyId } });
    expect(Object.keys(body.title).sort()).toEqual(['en', ...languages].sort());
    expect(body.version).toBe(11);
  });

  it('never changes what is published', async () => {
    const surveyId = await api.published();
    expect((await patch(surveyId, { mode: 'anonymous' })).problem.code).toBe('survey_not_draft');
  });

  it('refuses bad members by their pointers, and a definition that grows too large', async () => {
    const surveyId = await api.draft();
    const bad = await patch(surveyId, { mode: null, colour: 1, title: { en: '' } });
    expect(bad.problem.errors?.map(({ pointer }) => pointer).sort()).toEqual([
      '/colour',
      '/mode',
      '/title/en',
    ]);
    const label = { en: 'x'.repeat(1_000) };
    const questions = Array.from({ length: 60 }, (_, at) => ({
      id: `q${at}`,
      type: 'text',
      label,
    }));
    const large = await patch(surveyId, { questions });
    expect(large.problem.errors).toEqual([expect.objectContaining({ code: 'too_big' })]);
  });

  it('does not find what is not there', async () => {
    expect((await patch(strangeId, {})).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    const params = { surveyId: strangeId };
    await expectSharedRefusals(api.staff, route, { params, body: {} });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
