import { describe, expect, it } from 'vitest';
import { definitionErrors, languagesOf } from '../../lib/surveys/check-definition.ts';
import { SurveyDefinition } from '../../lib/surveys/survey.ts';
import { sampleDefinition } from './sample-survey.ts';

const found = (definition: SurveyDefinition) =>
  definitionErrors(definition).map(({ pointer, code }) => [pointer, code]);

describe('definitionErrors', () => {
  it('finds nothing in a whole survey', () => {
    expect(found(sampleDefinition())).toEqual([]);
    expect(languagesOf(sampleDefinition())).toEqual(['en', 'zh']);
  });

  it('finds all that is wrong at once, by pointers', () => {
    const label = { en: 'A' };
    const both = { en: 'A', fr: 'B' };
    const definition = sampleDefinition({
      title: { en: 'T' },
      defaultLanguage: 'de',
      questions: [
        { id: 'a', type: 'nps', label },
        { id: 'a', type: 'text', label: both },
        {
          id: 'c',
          type: 'single',
          label: both,
          options: [
            { id: 'x', label: both },
            { id: 'x', label },
          ],
        },
        { id: 'd', type: 'multi', label: both },
      ],
    });
    expect(found(definition)).toEqual([
      ['/defaultLanguage', 'missing_language'],
      ['/title/fr', 'missing_language'],
      ['/questions/1/id', 'repeated_id'],
      ['/questions/0/label/fr', 'missing_language'],
      ['/questions/2/options/1/id', 'repeated_id'],
      ['/questions/2/options/1/label/fr', 'missing_language'],
      ['/questions/3/options', 'too_few_options'],
    ]);
  });

  it('asks for one question at least', () => {
    expect(found(sampleDefinition({ questions: [] }))).toEqual([['/questions', 'no_questions']]);
  });
});

describe('SurveyDefinition', () => {
  const isTaken = (more: Record<string, unknown>) =>
    SurveyDefinition.safeParse({ ...sampleDefinition(), ...more }).success;

  it.each([
    ['quotas', { quotas: [] }],
    ['an edit window', { editableForHours: 1 }],
    ['the confidential mode', { mode: 'confidential' }],
    ['a matrix', { questions: [{ id: 'a', type: 'matrix', label: { en: 'A' } }] }],
    ['branching', { questions: [{ id: 'a', type: 'nps', label: { en: 'A' }, showIf: {} }] }],
    ['options of a rating', { questions: [{ id: 'a', type: 'nps', label: {}, options: [] }] }],
    ['a reserved name', { questions: [{ id: 'token', type: 'text', label: {} }] }],
    ['a language that is none', { title: { english: 'x' } }],
    ['a path as origin', { allowedOrigins: ['https://a.example/x'] }],
  ])('refuses %s', (_what, more) => {
    expect(isTaken(more)).toBe(false);
  });

  it('takes origins as browsers write them', () => {
    expect(isTaken({ allowedOrigins: ['https://a.example', 'http://127.0.0.1:5173'] })).toBe(true);
  });
});
