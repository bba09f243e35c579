import { describe, expect, it } from 'vitest';
import { fuzzIntake } from './support/intake-fuzz.ts';
import { surveysApi } from './support/surveys.ts';

const api = surveysApi();

describe('public intake', () => {
  it('takes 20,000 bodies of any kind without a failure of ours or garbage', async () => {
    const { statuses, stored } = await fuzzIntake(api, 20_000);
    console.info(JSON.stringify({ statuses, stored }));
    for (const count of Object.values(stored)) expect(count).toBeGreaterThan(100);
  }, 1_800_000);
});
