import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surveysApi } from './support/surveys.ts';

const api = surveysApi();

const names = fc.oneof(
  fc.constantFrom('token', 'language', 'answers', 'complete', 'q1', 'q5', 'why', '__proto__', ''),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const json = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  fc
    .record({
      answers: fc.dictionary(names, fc.oneof(fc.integer(), fc.string(), fc.jsonValue())),
      token: fc.option(fc.string(), { nil: undefined }),
    })
    .map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }),
);
const form = fc
  .array(fc.tuple(names, fc.string({ maxLength: 20 })), { maxLength: 12 })
  .map((pairs) =>
    pairs
      .map(
        ([name, value]) =>
          `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value)}`,
      )
      .join('&'),
  );
const requests = fc.oneof(
  json.map((body) => ({ type: 'application/json', body })),
  form.map((body) => ({ type: 'application/x-www-form-urlencoded', body })),
  fc
    .uint8Array({ maxLength: 60 })
    .map((body) => ({ type: 'application/x-www-form-urlencoded', body })),
);

describe('intake of responses', () => {
  it('answers whatever arrives with a receipt or a reasoned refusal, never with a failure of ours', async () => {
    const surveyId = await api.published({ mode: 'anonymous' });
    await fc.assert(
      fc.asyncProperty(requests, async ({ type, body }) => {
        const answer = await api.submit(surveyId, body, { 'content-type': type });
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.problem.code).not.toBe('internal_error');
      }),
      { numRuns: 1_000 },
    );
  }, 120_000);
});
