import { afterAll, describe, expect, it } from 'vitest';
import { database } from '../../lib/app/base.ts';
import { intakeApi } from '../http/support/intake.ts';
import { injectFaults } from './faulty-client.ts';

const api = intakeApi();

/** `npm run verify` does ten thousand for a thousand. */
const cases = [
  { onFull: 'refuse', submissions: 150, limit: 40 },
  { onFull: 'screen_out', submissions: 80, limit: 21 },
] as const;
const inFlight = 32;

describe('a quota under load', () => {
  for (const { onFull, submissions, limit } of cases)
    it(`takes ${limit} of ${submissions} through conflicts and lost replies, and meets the others with ${onFull}`, async () => {
      const quotas = [{ id: 'all', limit, onFull }];
      const surveyId = await api.published({ mode: 'anonymous', quotas });
      const tally = injectFaults(database.client, { conflict: 0.4, lostReply: 0.02 }, 11);
      const told = new Map<string, number>();
      let sent = 0;
      const write = async () => {
        while (sent < submissions) {
          const headers = { 'idempotency-key': `${onFull}-${sent}` };
          sent += 1;
          let answer = await api.submit(surveyId, { answers: { q1: 9 } }, headers);
          while (answer.status >= 500)
            answer = await api.submit(surveyId, { answers: { q1: 9 } }, headers);
          const said = answer.body.outcome ?? answer.body.code ?? 'complete';
          told.set(said, (told.get(said) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: inFlight }, write));
      database.client.middlewareStack.remove('faults');
      expect(tally.conflicts).toBeGreaterThan(10);
      const turnedAway = onFull === 'refuse' ? 'quota_full' : 'screened_out';
      expect(Object.fromEntries(told)).toEqual({
        ...{ complete: limit, [turnedAway]: submissions - limit },
      });
      const items = (await api.allOf('events')).filter((item) => item['survey'] === surveyId);
      expect(items).toHaveLength(limit);
      const shards = (await api.allOf('control')).filter(({ pk }) =>
        String(pk).startsWith(`quota#${surveyId}#`),
      );
      expect(shards.reduce((sum, { n }) => sum + Number(n), 0)).toBe(limit);
    });

  afterAll(() => database.client.middlewareStack.remove('faults'));
});
