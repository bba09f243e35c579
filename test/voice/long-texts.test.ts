import { expect, it } from 'vitest';
import { dateToDay } from '../../lib/shared/time.ts';
import type { Response } from '../../lib/surveys/response.ts';
import { readNewest, unitsMax } from '../../lib/voice/read-responses.ts';
import { publishedSurvey } from '../surveys/sample-survey.ts';

const at = '2026-01-01T00:00:00.000Z';
const survey = publishedSurvey(at);
const days = { from: dateToDay('2026-01-01'), to: dateToDay('2026-03-01') };

const text = '好'.repeat(4_000);
const response = (index: number, day: string): Response => ({
  ...{ id: `rsp_${index}`, surveyId: survey.id, surveyVersion: 1, language: 'zh', day },
  ...{ answers: { q1: 9, why: text }, channel: 'web', hidden: {}, classes: null },
  ...{ interviewer: null, revision: 1, identified: null },
});

it('reads as many of the newest texts as a function analyses within seconds, and says on which day it ended', async () => {
  let pages = 0;
  const list = async () => {
    pages += 1;
    const day = `2026-02-${String(29 - pages).padStart(2, '0')}`;
    const items = Array.from({ length: 100 }, (_, index) => response(100 * pages + index, day));
    return { items, next: `page ${pages}` };
  };
  const { responses, cutAt } = await readNewest({ list }, { survey, days }, () => pages >= 20);
  expect(responses).toHaveLength(unitsMax / text.length);
  expect(cutAt).toBe(dateToDay('2026-02-26'));
});

it('ends where all was read', async () => {
  const items = Array.from({ length: unitsMax / text.length }, (_, at) =>
    response(at, '2026-02-01'),
  );
  const list = async () => ({ items });
  const { responses, cutAt } = await readNewest({ list }, { survey, days }, () => false);
  expect(responses).toHaveLength(items.length);
  expect(cutAt).toBeNull();
});
