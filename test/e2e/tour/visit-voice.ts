import { expect } from 'vitest';
import type { Tour } from './tour.ts';
import type { Surveys } from './visit-surveys.ts';

/** What the free text of a survey says, and what drives its scores: too few answers for the latter. */
export const visitVoice = async (
  { client }: Tour,
  { identified: surveyId, anonymous }: Surveys,
): Promise<void> => {
  const { body: themes } = await client.getThemeInsights({ query: { surveyId } });
  expect(themes.of).toBeGreaterThan(0);
  expect(themes.themes.map(({ theme }) => theme)).toContain('waiting');
  const shielded = await client.getThemeInsights({ query: { surveyId: anonymous } });
  expect(shielded.body.shielded).toBe(true);
  const query = { surveyId, outcome: 'q1' };
  const { body: drivers } = await client.getDriverInsights({ query });
  expect(drivers).toMatchObject({ state: 'insufficient_data', drivers: [] });
};
