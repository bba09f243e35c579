import { describe, expect, it } from 'vitest';
import { fuzzIntake } from './support/intake-fuzz.ts';
import { surveysApi } from './support/surveys.ts';

const api = surveysApi();

/** `npm run verify` sends 20,000. */
describe('public intake', () => {
  it('answers whatever arrives with a receipt or a reasoned refusal, and stores no garbage', async () => {
    const { stored } = await fuzzIntake(api, 150);
    expect(stored.anonymous + stored.identified + stored.held).toBeGreaterThan(5);
  }, 60_000);
});
