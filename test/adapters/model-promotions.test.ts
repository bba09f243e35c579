import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlKeys } from '../../lib/adapters/dynamodb/keys.ts';
import { modelStore } from '../../lib/adapters/dynamodb/model-store.ts';
import { database } from '../../lib/app/base.ts';
import { openEnvironment, type TestEnvironment } from '../support/environment.ts';

let environment: TestEnvironment;
const { promotedVersion } = modelStore(database);

const promote = (version: string, dataEnd: string, createdAt: string) =>
  environment.tables.documents.send(
    new PutCommand({
      TableName: environment.tables.names.control,
      Item: {
        ...controlKeys.model(version),
        ...{
          sk: 'promotion',
          lk: 'promotion#all',
          ls: `${dataEnd}#${createdAt}#${version}`,
          _v: 1,
        },
      },
    }),
  );

const rerun = (minute: number): string =>
  `2026-06-01T00:${String(minute).padStart(2, '0')}:00.000Z`;

beforeAll(async () => {
  environment = await openEnvironment();
  await promote('mdl_first', '2026-03-01', '2026-03-01T20:00:00.000Z');
  await promote('mdl_second', '2026-04-01', '2026-04-01T20:00:00.000Z');
  // Fitted again months later about the same past day: more than the store reads at a time.
  for (let i = 0; i < 45; i += 1) await promote(`mdl_again${i}`, '2026-04-02', rerun(i));
});
afterAll(() => environment.close());

describe('the promoted model of a date', () => {
  it('is the latest whose data end at or before it', async () => {
    expect(await promotedVersion('2026-02-28')).toBeNull();
    expect(await promotedVersion('2026-03-01')).toBe('mdl_first');
    expect(await promotedVersion('2026-03-31')).toBe('mdl_first');
    expect(await promotedVersion('2026-04-01')).toBe('mdl_second');
    expect(await promotedVersion('2026-04-02')).toBe('mdl_again44');
  });

  it('is one that was promoted by the instant asked for, however many came later', async () => {
    expect(await promotedVersion('2026-04-02', rerun(44))).toBe('mdl_again44');
    expect(await promotedVersion('2026-04-02', rerun(7))).toBe('mdl_again7');
    expect(await promotedVersion('2026-04-02', '2026-05-01T00:00:00.000Z')).toBe('mdl_second');
    expect(await promotedVersion('2026-04-02', '2026-04-01T19:59:59.999Z')).toBe('mdl_first');
    expect(await promotedVersion('2026-04-02', '2026-03-01T19:59:59.999Z')).toBeNull();
  });
});
