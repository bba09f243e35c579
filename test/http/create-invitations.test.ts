import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { controlKeys } from '../../lib/adapters/dynamodb/keys.ts';
import { surveysRoutes } from '../../lib/contract/routes/surveys.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { publicUrl, strangeId, surveysApi } from './support/surveys.ts';

const api = surveysApi();
const route = surveysRoutes.createInvitations;
const invite = (surveyId: string, body: unknown, headers: Record<string, string> = {}) =>
  api.staff.call('createInvitations', { params: { surveyId }, body, headers });

describe('POST /v1/surveys/{surveyId}/invitations', () => {
  it('makes a link for each customer, in order, one bad row failing no other', async () => {
    const surveyId = await api.published();
    const [ann, bo] = [await api.newCustomer(), await api.newCustomer()];
    await api.erase(bo);
    const answer = await invite(surveyId, { customerIds: [ann, 'cus_nobody', bo, ann] });
    expect(answer.status).toBe(200);
    const { results } = answer.body;
    expect(
      results.map((row: { index: number; status: number }) => [row.index, row.status]),
    ).toEqual([
      [0, 201],
      [1, 404],
      [2, 410],
      [3, 201],
    ]);
    expect(results[1].problem).toMatchObject({
      code: 'customer_not_found',
      instance: `/v1/surveys/${surveyId}/invitations`,
    });
    expect(results[2].problem.code).toBe('customer_erased');
    expect(results[0].id).toMatch(/^inv_/);
    expect(results[0].url).toBe(`${publicUrl}/s/${results[0].token}`);
    expect(results[3].token).not.toBe(results[0].token);
    const page = await api.open.call('getPersonalForm', { params: { token: results[0].token } });
    expect(page.status).toBe(200);
  });

  it('stores no token anywhere, and gives the same links to a repeated Idempotency-Key', async () => {
    const surveyId = await api.published();
    const body = { customerIds: [await api.newCustomer(), 'cus_nobody'] };
    const key = { 'idempotency-key': 'invite-once' };
    const first = await invite(surveyId, body, key);
    const again = await invite(surveyId, body, key);
    const withoutRequest = ({ body: { results } }: typeof first) =>
      results.map((row: { problem?: { requestId: string } }) => ({
        ...row,
        problem: row.problem && { ...row.problem, requestId: '' },
      }));
    expect(withoutRequest(again)).toEqual(withoutRequest(first));
    expect(again.headers['idempotent-replayed']).toBe('true');
    const { documents, names } = api.environment().tables;
    const { token } = first.body.results[0];
    const mac = token.split('.')[2];
    for (const TableName of Object.values(names)) {
      const { Items } = await documents.send(new ScanCommand({ TableName }));
      expect(JSON.stringify(Items)).not.toContain(mac);
    }
  });

  it('takes up to 100 customers', async () => {
    const surveyId = await api.published();
    const customerId = await api.newCustomer();
    const answer = await invite(surveyId, { customerIds: Array<string>(100).fill(customerId) });
    const tokens = new Set(answer.body.results.map(({ token }: { token: string }) => token));
    expect(tokens.size).toBe(100);
    const tooMany = await invite(surveyId, { customerIds: Array<string>(101).fill(customerId) });
    expect(tooMany.problem.errors?.[0]?.pointer).toBe('/customerIds');
  });

  it('keeps the expiry, and refuses one that has passed', async () => {
    const surveyId = await api.published();
    const customerIds = [await api.newCustomer()];
    const expiresAt = '2100-01-01T00:00:00Z';
    const { id } = (await invite(surveyId, { customerIds, expiresAt })).body.results[0];
    const { documents, names } = api.environment().tables;
    const { Item } = await documents.send(
      new GetCommand({ TableName: names.control, Key: controlKeys.invitation(id) }),
    );
    expect(Date.parse(Item?.['expiresAt'])).toBe(Date.parse(expiresAt));
    const past = await invite(surveyId, { customerIds, expiresAt: '2020-01-01T00:00:00Z' });
    expect(past.problem.errors?.[0]?.pointer).toBe('/expiresAt');
  });

  it('invites to open surveys only', async () => {
    const body = { customerIds: ['cus_x'] };
    expect((await invite(await api.draft(), body)).problem.code).toBe('survey_not_open');
    expect((await invite(strangeId, body)).problem.code).toBe('survey_not_found');
  });

  it('refuses what every route refuses', async () => {
    const params = { surveyId: strangeId };
    await expectSharedRefusals(api.staff, route, { params, body: { customerIds: ['cus_x'] } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
