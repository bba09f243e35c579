import { afterAll, describe, expect, it } from 'vitest';
import { interviewsRoutes } from '../../lib/contract/routes/interviews.ts';
import { interviewsApi } from './support/interviews.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { strangeId } from './support/surveys.ts';

const api = interviewsApi();
const route = interviewsRoutes.getInterviewers;

describe('GET /v1/surveys/{surveyId}/interviewers', () => {
  it('counts the ratings of each interviewer, and keeps small numbers to itself', async () => {
    const surveyId = await api.published();
    const ask = async (caller: string, score: number) => {
      const { body } = await api.start(surveyId, { caller });
      await api.fill(body.token, { q1: String(score) });
    };
    for (const score of [9, 10, 9, 8, 10]) await ask('usr_kind', score);
    for (const score of [3, 4, 2, 3, 4, 3]) await ask('usr_stern', score);
    await ask('usr_new', 7);
    await api.fill(await api.invite(surveyId), { q1: '0' });
    const { body } = await api.call('getInterviewers', { params: { surveyId } });
    expect(body.questions.q1).toMatchObject({
      type: 'nps',
      n: 12,
      interviewers: [
        { interviewer: 'usr_stern', n: 6, mean: 19 / 6 },
        { interviewer: 'usr_kind', n: 5, mean: 9.2 },
        { interviewer: 'usr_new', n: 1, mean: null, interval: null },
      ],
    });
    expect(body.questions.q1.effect.icc).toBeGreaterThan(0.9);
    expect(body.questions.q1.effect.p).toBeLessThan(0.001);
    expect(body.questions.q2).toMatchObject({ n: 0, mean: null, effect: null, interviewers: [] });
  });

  it('answers every declared status', async () => {
    const code = async (surveyId: string) =>
      (await api.call('getInterviewers', { params: { surveyId } })).problem.code;
    expect(await code(strangeId)).toBe('survey_not_found');
    const anonymous = await api.published({ mode: 'anonymous' });
    expect(await code(anonymous)).toBe('survey_not_identified');
    await expectSharedRefusals(api, route, { params: { surveyId: await api.published() } });
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
