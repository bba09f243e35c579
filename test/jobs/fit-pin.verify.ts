import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as finish } from '../../functions/jobs/finish.ts';
import { clock, database } from '../../lib/app/base.ts';
import { models, policies } from '../../lib/app/versions.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { toInstant } from '../../lib/shared/time.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';
import { runNight, runs } from './support/night.ts';
import { allRecords, openShop, smallShop } from './support/shop.ts';

// Whole nights, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 120_000 });

/** 03:30 in Shanghai on 2026-03-02: the night is about the day before. */
const scheduledTime = '2026-03-01T19:30:00.000Z';

let environment: TestEnvironment;

beforeEach(async () => {
  environment = await openEnvironment();
  await openShop(environment.tables, smallShop(150, '2026-02-28'));
});
afterEach(async () => {
  database.client.middlewareStack.remove('faults');
  await environment.close();
});

/** The function is killed when it is about to pin the model that it has just promoted. */
const killBeforePin = (): void => {
  let armed = true;
  database.client.middlewareStack.add(
    (next) => async (args) => {
      const item: unknown = 'Item' in args.input ? args.input.Item : undefined;
      if (armed && JSON.stringify(item ?? null).includes('"status":"promoted"')) {
        armed = false;
        throw new Error('killed');
      }
      return next(args);
    },
    { step: 'initialize', name: 'faults' },
  );
};

describe('a fit that is cut off after its promotion', () => {
  it('scores with the promoted model, also where what came since makes another one', async () => {
    killBeforePin();
    await expect(runNight({ scheduledTime })).rejects.toThrow('killed');
    const [stopped] = (await runs.list(1)).items;
    await finish({ runId: stopped?.id, error: { Error: 'States.TaskFailed' } });
    const promoted = await models.promotedVersion('2026-03-01');
    expect(promoted).not.toBeNull();
    const buyer = (await allRecords(environment.tables)).find(
      ({ statistics }) => statistics.purchaseDays > 1,
    );
    await database.client.send(
      new UpdateCommand({
        TableName: database.table('scores'),
        Key: { id: buyer?.customerId },
        UpdateExpression: 'ADD m :more, ml :more, v :one',
        ExpressionAttributeValues: { ':more': 12_345, ':one': 1 },
      }),
    );
    const run = await runNight({ scheduledTime });
    expect(run?.fit).toMatchObject({ status: 'candidate' });
    expect(run?.fit?.version).not.toBe(promoted);
    expect(run?.modelVersion).toBe(promoted);
    expect(run?.report?.valued).toBeGreaterThan(100);
  });
});

describe('the instant of a promotion', () => {
  it('is that of its writing, not of the beginning of the fit', async () => {
    let savedAt = '';
    database.client.middlewareStack.add(
      (next) => async (args) => {
        if (JSON.stringify(args.input).includes('"sk":"promotion"')) savedAt ||= toInstant(clock());
        return next(args);
      },
      { step: 'initialize', name: 'faults' },
    );
    const run = await runNight({ scheduledTime });
    const record = await models.get(run?.modelVersion ?? '');
    expect(Date.parse(savedAt) - Date.parse(record?.createdAt ?? '')).toBeLessThan(500);
    expect(record?.createdAt).not.toBe(record?.model.fittedAt);
  });
});

describe('the report of a night whose churn definition counts gaps', () => {
  it('names the horizon that was measured, for which purchases are expected', async () => {
    const churn = { ...defaultPolicy.churn, definition: { by: 'gaps', percentile: 0.9 } } as const;
    const author = { by: 'someone', at: '2026-03-01T04:00:00.000Z' };
    await policies.put({ ...defaultPolicy, churn }, 1, author);
    const run = await runNight({ scheduledTime });
    const model = (await models.get(run?.modelVersion ?? ''))?.model;
    expect(model?.churn?.horizonDays).not.toBe(churn.horizonDays);
    expect(run?.report?.horizonDays).toBe(model?.churn?.horizonDays);
  });
});
