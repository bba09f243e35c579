import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { controlKeys } from '../../lib/adapters/dynamodb/keys.ts';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.getScoringSettings;
const read = (query: Record<string, string | number | boolean> = {}) =>
  api.call('getScoringSettings', { query });

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

  it('shows any version that ever was, each with its own tag', async () => {
    const second = { ...defaultPolicy, loyalPurchaseDays: 9 };
    await api.call('putScoringSettings', { body: second });
    await api.call('putScoringSettings', { body: { ...second, tierMinStayDays: 90 } });
    const answers = await Promise.all([1, 2, 3].map((version) => read({ version })));
    expect(answers.map(({ body }) => body)).toEqual([
      { ...defaultPolicy, version: 1 },
      { ...second, version: 2 },
      { ...second, tierMinStayDays: 90, version: 3 },
    ]);
    expect(answers.map(({ headers }) => headers['etag'])).toEqual(['"1"', '"2"', '"3"']);
    const { status } = await api.call('getScoringSettings', {
      query: { version: 2 },
      headers: { 'if-none-match': '"2"' },
    });
    expect(status).toBe(304);
  });

  it('gives members that came after a version was put their defaults', async () => {
    const { tierMinStayDays, bands, rfm, ...old } = defaultPolicy;
    const { documents, names } = api.environment().tables;
    const policy = { ...old, loyalPurchaseDays: 11 };
    const item = { ...controlKeys.policy(7), _v: 1, version: 7, policy };
    await documents.send(new PutCommand({ TableName: names.control, Item: item }));
    const { body } = await read({ version: 7 });
    expect(body).toEqual({ ...policy, tierMinStayDays, bands, rfm, version: 7 });
  });

  it('refuses a version that never was, and what is no version', async () => {
    expect((await read({ version: 99 })).problem.code).toBe('settings_not_found');
    for (const version of ['0', 'first', '1.5']) {
      const { problem } = await read({ version });
      expect([problem.code, problem.errors?.[0]?.pointer]).toEqual(['invalid_request', '?version']);
    }
  });

  it('takes no preview: that needs settings to look at', async () => {
    const { problem } = await read({ preview: true });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['?preview']);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, {});
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
