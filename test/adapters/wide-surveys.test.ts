import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { histogramStore } from '../../lib/adapters/dynamodb/histogram-store.ts';
import { readCuts } from '../../lib/adapters/dynamodb/live-cuts.ts';
import { database } from '../../lib/app/base.ts';
import { checkSize } from '../../lib/surveys/create-survey.ts';
import type { Histogram } from '../../lib/surveys/histogram.ts';
import { SurveyDefinition } from '../../lib/surveys/survey.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openEnvironment();
});
afterAll(() => environment.close());

const label = { en: 'x' };
/** Ids without a pattern: DynamoDB Local takes thousands of names that are much alike for an attack on its hash tables. */
const parts = (count: number, length: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: createHash('sha256').update(String(at)).digest('hex').slice(0, length),
    label,
  }));

/** A matrix with so many rows of 100 columns, by ids of 20 characters. */
const wide = (rows: number): SurveyDefinition =>
  SurveyDefinition.parse({
    ...{ title: label, defaultLanguage: 'en', mode: 'confidential' },
    questions: [{ id: 'm', type: 'matrix', label, rows: parts(rows, 20), columns: parts(100, 20) }],
  });

/** Every cell of every matrix as often as numbers have twelve digits. */
const fullDay = ({ questions }: SurveyDefinition): Histogram => ({
  responses: 1,
  completed: 1,
  questions: Object.fromEntries(
    questions.flatMap((question) => {
      if (question.type !== 'matrix') return [];
      const cells = question.rows.flatMap((row) =>
        question.columns.map((column) => [`${row.id}.${column.id}`, 123_456_789_012] as const),
      );
      return [[question.id, { answered: 1, values: Object.fromEntries(cells) }]];
    }),
  ),
});

it('the widest survey that is taken has counts that fit into an item, three times in that of a day that runs', async () => {
  const widest = Array.from({ length: 100 }, (_, at) => wide(100 - at)).find(
    (definition) => checkSize(definition).ok,
  );
  if (!widest) throw new Error('every matrix was refused');
  const total = fullDay(widest);
  const store = histogramStore(database);
  const day = 20_000;
  const counts = { total, groups: new Map([['tier', new Map([['high', total]])]]) };
  await store.keep('svy_wide', new Map([[day, counts]]), { from: day, to: day });
  expect(await store.totals('svy_wide', { from: day, to: day })).toEqual([
    { day, histogram: total },
  ]);
  const cut = { number: 1, apart: total, first: total, last: total };
  expect(await store.cut('svy_wide', day, cut)).toBe(true);
  expect((await readCuts(database, 'svy_wide', { from: day, to: day })).get(day)).toEqual(cut);
});

it('wider ones are refused by their questions', () => {
  expect(checkSize(wide(100))).toMatchObject({
    failure: { errors: [{ pointer: '/questions', code: 'too_big' }] },
  });
});
