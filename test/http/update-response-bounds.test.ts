import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { intakeApi } from './support/intake.ts';

const api = intakeApi();
const { submit, patch } = api;

const begin = async (more: Record<string, unknown> = {}, answers: unknown = { q2: 4 }) => {
  const link = await api.linked(more);
  const { token, surveyId } = link;
  const begun = await submit(surveyId, { token, answers, complete: false });
  return { ...link, ...begun.body };
};

describe('the bounds of PATCH /v1/responses/{responseId}', () => {
  it('takes no more answers than an item has room for, however many requests bring them', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `t${index}`);
    const questions = ids.map((id) => ({ id, type: 'text', label: { en: id, zh: id } }));
    const { id, resumeToken } = await begin({ questions }, {});
    const add = (from: number) => {
      const four = ids.slice(from, from + 4).map((name) => [name, '好'.repeat(4_000)]);
      return patch(id, { resumeToken, answers: Object.fromEntries(four) });
    };
    for (const from of [0, 4, 8]) expect((await add(from)).status).toBe(200);
    const { problem } = await add(12);
    expect(problem.errors).toEqual([
      expect.objectContaining({ pointer: '/answers', code: 'too_long' }),
    ]);
    expect((await patch(id, { resumeToken, answers: {}, complete: true })).status).toBe(200);
  });

  it('changes a complete response to its hundredth revision', async () => {
    const { surveyId, token } = await api.linked({ mode: 'anonymous', editableForHours: 2 });
    const { id, resumeToken } = (await submit(surveyId, { token, answers: { q1: 9 } })).body;
    const [item] = (await api.allOf('events')).filter(({ survey }) => survey === surveyId);
    const { documents, names } = api.tables();
    const set = (revision: number) =>
      documents.send(
        new UpdateCommand({
          TableName: names.events,
          Key: { ledger: item?.['ledger'], event: item?.['event'] },
          UpdateExpression: 'SET revision = :revision',
          ExpressionAttributeValues: { ':revision': revision },
        }),
      );
    await set(100);
    const late = await patch(id, { resumeToken, answers: { q1: 3 } });
    expect(late.problem.code).toBe('edit_window_closed');
    await set(99);
    const last = await patch(id, { resumeToken, answers: { q1: 3 } });
    expect(last.body).toMatchObject({ revision: 100 });
  });

  it('may be read by scripts of the origins that the survey of its address allows', async () => {
    const origin = 'https://shop.example';
    const { id, resumeToken, surveyId } = await begin({ allowedOrigins: [origin] });
    const other = await begin();
    const seen = async (query: Record<string, string>, from = origin) => {
      const more = { query, headers: { origin: from } };
      const { status, headers } = await patch(id, { resumeToken, answers: { q2: 3 } }, more);
      return [status, headers['access-control-allow-origin']];
    };
    expect(await seen({ surveyId })).toEqual([200, origin]);
    expect(await seen({ surveyId }, 'https://evil.example')).toEqual([200, undefined]);
    expect(await seen({})).toEqual([200, undefined]);
    expect(await seen({ surveyId: other.surveyId })).toEqual([403, undefined]);
    const asked = await api.open.call('updateResponse', {
      ...{ method: 'OPTIONS', params: { responseId: id }, query: { surveyId } },
      headers: { origin, 'access-control-request-method': 'PATCH' },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': expect.stringContaining('PATCH'),
    });
  });

  it('keep an anonymous answer apart from its link in the record of a repeated request too', async () => {
    const { surveyId, token } = await api.linked({ mode: 'anonymous', editableForHours: 2 });
    const key = { 'idempotency-key': 'apart' };
    const first = await submit(surveyId, { token, answers: { q1: 9 } }, key);
    const { id, receipt, resumeToken } = first.body;
    expect(resumeToken).toContain(receipt.slice(4));
    const records = (await api.allOf('control')).filter(({ sk }) => sk === 'idem');
    const [record] = records.filter((item) => JSON.stringify(item).includes(id));
    expect(record).toBeDefined();
    expect(JSON.stringify(record)).not.toContain(receipt.slice(4));
    const again = await submit(surveyId, { token, answers: { q1: 9 } }, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await patch(id, { resumeToken, answers: { q1: 3 } })).status).toBe(200);
  });
});
