import { afterAll, describe, expect, it } from 'vitest';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.getScoringSettings;

describe('GET /v1/settings/scoring', () => {
  it('shows the default as version 1 until settings are put', async () => {
    const { status, body, headers } = await api.call('getScoringSettings');
    expect(status).toBe(200);
    expect(body).toEqual({ ...defaultPolicy, version: 1 });
    expect(headers['etag']).toBe('"1"');
  });

  it('answers 304 to who has the version already', async () => {
    const known = await api.call('getScoringSettings', { headers: { 'if-none-match': '"1"' } });
    expect(known.status).toBe(304);
    const other = await api.call('getScoringSettings', { headers: { 'if-none-match': '"7"' } });
    expect(other.status).toBe(200);
  });

  it('refuses the preview that comes later by its name', async () => {
    const { problem } = await api.call('getScoringSettings', { query: { preview: true } });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['?preview']);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
