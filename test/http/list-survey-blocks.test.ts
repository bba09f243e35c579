import { afterAll, describe, expect, it } from 'vitest';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.listSurveyBlocks;

describe('GET /v1/surveys/blocks', () => {
  it('gives blocks that can be published as they are, in English and Chinese', async () => {
    const { status, body } = await api.staff.call('listSurveyBlocks');
    expect(status).toBe(200);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([
      'perceived_value',
      'wallet',
      'loyalty',
    ]);
    const questions = body.data.flatMap((block: { questions: unknown[] }) => block.questions);
    const surveyId = await api.draft({ questions });
    const published = await api.staff.call('publishSurvey', { params: { surveyId } });
    expect(published.status).toBe(200);
    expect(published.body.questions).toEqual(questions);
    for (const { label } of questions) expect(Object.keys(label).sort()).toEqual(['en', 'zh']);
  });

  it('asks for the yearly spend in the currency of the business', async () => {
    const { body } = await api.staff.call('listSurveyBlocks');
    expect(body.data[1].questions[0]).toMatchObject({
      type: 'number',
      measures: 'wallet',
      unit: { en: 'CNY', zh: 'CNY' },
    });
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api.staff, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
