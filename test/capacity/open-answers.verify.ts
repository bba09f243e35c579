import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { database } from '../../lib/app/base.ts';
import { surveyIntake } from '../../lib/app/survey-intake.ts';
import { randomIds } from '../../lib/shared/ids.ts';
import { quarantineApi } from '../http/support/quarantine.ts';
import { CapacityMeter, type Units } from '../support/capacity.ts';

const api = quarantineApi();
const address = '203.0.113.7';
const visit = { address, isHosted: false, isKiosk: false };
const ids = randomIds(() => Date.now(), Math.random);

const take = (surveyId: string, answers: Record<string, unknown>, seen?: typeof visit) =>
  surveyIntake.submit(
    { surveyId, answers, channel: 'web', encoding: 'json' },
    { ids, now: new Date(api.clock()).toISOString() },
    seen,
  );

describe('open answers', () => {
  it('cost one write unit and a fifteenth more than without limits, with a text of thirty bytes one more', async () => {
    api.setClock('2031-05-04T04:00:30.000Z');
    const surveyId = await api.published({ mode: 'anonymous' });
    const { names } = api.environment().tables;
    const meter = new CapacityMeter(database.client, new DynamoDBClient({}), names);
    const mean = async (
      answers: (run: number) => Record<string, unknown>,
      seen?: typeof visit,
    ): Promise<Units> => {
      const runs = 150;
      const { read, write } = await meter.spent(async () => {
        for (let run = 0; run < runs; run += 1) {
          const taken = await take(surveyId, answers(run), seen);
          expect(taken.ok).toBe(true);
        }
      });
      return { read: read / runs, write: write / runs };
    };
    const rating = () => ({ q1: 9 });
    const bare = await mean(rating);
    const guarded = await mean(rating, visit);
    const text = (run: number) => ({
      q1: 2,
      why: `Nobody could tell me where my order ${run} was`,
    });
    const bareText = await mean(text);
    const guardedText = await mean(text, visit);
    console.info(JSON.stringify({ bare, guarded, bareText, guardedText }));
    expect(guarded.write - bare.write).toBeGreaterThanOrEqual(1);
    expect(guarded.write - bare.write).toBeLessThan(1.2);
    expect(guarded.read - bare.read).toBeLessThanOrEqual(0.5);
    expect(guardedText.write - bareText.write).toBeLessThan(2.2);
  }, 300_000);

  it('of five hundred people in one office, and their personal links, are all taken', async () => {
    api.setClock('2031-05-04T05:00:30.000Z');
    const surveyId = await api.published({ mode: 'anonymous' });
    const started = performance.now();
    const send = async (at: number) =>
      api.open.call('submitResponse', {
        params: { surveyId },
        body: { answers: { q1: at % 11, why: at % 3 === 0 ? '很好' : 'Good' } },
        address: `203.0.113.${at % 250}`,
      });
    const statuses: number[] = [];
    for (let at = 0; at < 500; at += 10)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 10 }, (_, more) => send(at + more)))).map(
          ({ status }) => status,
        ),
      );
    expect(new Set(statuses)).toEqual(new Set([201]));
    const personal = await api.published();
    for (let at = 0; at < 50; at += 1) {
      const token = await api.invite(personal);
      const answer = await api.open.call('submitResponse', {
        params: { surveyId: personal },
        body: { token, answers: { q1: 9 } },
        address,
      });
      expect(answer.status).toBe(201);
      expect(answer.headers).not.toHaveProperty('ratelimit');
    }
    expect((await api.list(surveyId)).body.data).toEqual([]);
    expect((await api.list(personal)).body.data).toEqual([]);
    console.info(`${Math.round(performance.now() - started)} ms`);
  }, 300_000);
});
