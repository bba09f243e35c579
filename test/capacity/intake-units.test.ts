import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { database } from '../../lib/app/base.ts';
import { blindKeys } from '../../lib/app/blind-keys.ts';
import { blind, prepareMessage, unblind } from '../../lib/surveys/blind-client.ts';
import { intakeApi } from '../http/support/intake.ts';
import { CapacityMeter, type Units } from '../support/capacity.ts';

const api = intakeApi();
const { submit, patch } = api;

/** The row of the README's table for a use case. */
const published = (useCase: string): Units => {
  const row = readFileSync('README.md', 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find((cells) => cells[1] === useCase);
  if (!row) throw new Error(`README.md has no row "${useCase}"`);
  return { read: Number(row[2]), write: Number(row[3]) };
};

describe('capacity units of taking answers', () => {
  it('are those of the README', async () => {
    const { names, config } = api.tables();
    const meter = new CapacityMeter(database.client, new DynamoDBClient(config), names);
    const spent = new Map<string, Units>();
    const counted = async <T>(useCase: string, work: () => Promise<T>): Promise<T> => {
      let answer: T | undefined;
      const { read, write } = await meter.spent(async () => {
        answer = await work();
      });
      spent.set(useCase, { read: Math.round(read * 2) / 2, write: Math.round(write) });
      if (answer === undefined) throw new Error('the work gave no answer');
      return answer;
    };
    const answers = { q1: 9, q2: 4 };
    const plain = await api.linked();
    // The scoring that is in force is read once a minute.
    await submit(plain.surveyId, { token: plain.token, answers });
    await counted('repeat a response by personal link', () =>
      submit(plain.surveyId, { token: plain.token, answers }),
    );
    const quotas = [{ id: 'all', limit: 100 }];
    const counting = await api.linked({ quotas });
    await counted('submit one that counts for a quota', () =>
      submit(counting.surveyId, { token: counting.token, answers }),
    );
    const link = await api.linked({ editableForHours: 24 });
    const { body: begun } = await counted('begin a response', () =>
      submit(link.surveyId, { token: link.token, answers: { q1: 9 }, complete: false }),
    );
    const { id, resumeToken } = begun;
    await counted('go on with it', () => patch(id, { resumeToken, answers: { q2: 4 } }));
    await counted('complete it', () => patch(id, { resumeToken, complete: true }));
    await counted('change a complete response', () =>
      patch(id, { resumeToken, answers: { q1: 3 } }),
    );
    const secret = await api.linked({ mode: 'anonymous' });
    const key = await blindKeys.publicKey(secret.surveyId);
    if (!key) throw new Error('the survey has no key');
    const message = prepareMessage();
    const { blinded, inverse } = await blind(key, message);
    const { body: signed } = await counted('sign a blinded message', () =>
      api.open.call('signBlinded', { params: { token: secret.token }, body: { blinded } }),
    );
    const blindSignature: string = signed.signature;
    const signature = await unblind(key, { message, inverse, blindSignature });
    await counted('submit an anonymous response by credential', () =>
      submit(secret.surveyId, { credential: { message, signature }, answers }),
    );
    for (const [useCase, units] of spent) expect(units, useCase).toEqual(published(useCase));
  });
});
