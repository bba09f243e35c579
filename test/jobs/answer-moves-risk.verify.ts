import { beforeAll, describe, expect, it } from 'vitest';
import { handle as getModel } from '../../functions/http/scores/get-model.ts';
import { handle as getScorecard } from '../../functions/http/scores/get-scorecard.ts';
import type { EventOf, LedgerEvent } from '../../lib/events/ledger-event.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { dateToDay, dayToDate } from '../../lib/shared/time.ts';
import { testApi } from '../http/support/api.ts';
import { surveysApi } from '../http/support/surveys.ts';
import { generator } from '../value/simulate-histories.ts';
import { runNight } from './support/night.ts';
import { openLedgers, purchaseEvent, recordOf } from './support/shop.ts';

const api = surveysApi();
const scores = testApi('scores', [getScorecard, getModel], { clock: api.clock });
const lastDay = dateToDay('2026-03-01');

const answerEvent = (customerId: string, day: number, nps: number): EventOf<'response'> => ({
  type: 'response',
  ledgerId: ledgerOf(customerId),
  eventId: `rsp_${day}`,
  responseId: `rsp_${day}`,
  surveyId: 'svy_1',
  surveyVersion: 1,
  customerId,
  occurredAt: `${dayToDate(day)}T13:00:00.000Z`,
  day,
  recordedAt: '1999-01-01T00:00:00.000Z',
  hash: 'v1:test',
  by: customerId,
  metrics: { nps },
  answers: {},
});

/** Buys now and then, is asked after each purchase, and mostly stays away once it was let down. */
const ledgerFor = (customerId: string, random: () => number): readonly LedgerEvent[] => {
  const events: LedgerEvent[] = [];
  let day = lastDay - 40 - Math.floor(700 * random());
  for (let index = 0; day <= lastDay; index += 1) {
    const amount = 1_000 + Math.floor(9_000 * random());
    events.push(purchaseEvent(customerId, { date: dayToDate(day), amount }, index));
    const isLetDown = random() < 0.25;
    const nps = isLetDown ? Math.floor(4 * random()) : 8 + Math.floor(3 * random());
    events.push(answerEvent(customerId, day, nps));
    if (random() < (isLetDown ? 0.8 : 0.05)) return events;
    day += 1 + Math.floor(90 * random());
  }
  return events;
};

describe('an answer', () => {
  let customerId = '';
  let surveyId = '';
  const read = async (query: Record<string, string> = {}) =>
    (await scores.call('getScorecard', { params: { customerId }, query })).body;
  const answer = async (q1: number) => {
    const token = await api.invite(surveyId, { customerIds: [customerId] });
    expect((await api.submit(surveyId, { token, answers: { q1 } })).status).toBe(201);
  };

  beforeAll(async () => {
    api.setClock('2026-03-02T04:00:00.000Z');
    surveyId = await api.published();
    customerId = await api.newCustomer();
    const random = generator(3);
    const ids = Array.from({ length: 400 }, (_, index) => `cus_${String(index).padStart(26, '0')}`);
    const ledgers = ids.map((id) => [id, ledgerFor(id, random)] as const);
    const bought = ['2026-01-05', '2026-02-10'].map((date, index) =>
      purchaseEvent(customerId, { date, amount: 5_000 }, index),
    );
    await openLedgers(api.environment().tables, new Map([...ledgers, [customerId, bought]]));
    await runNight({ scheduledTime: '2026-03-01T19:30:00.000Z' });
  });

  it('moves churn risk at once by what the night has learnt, and the next night confirms it', async () => {
    const before = await read();
    const model = await scores.call('getModel', { params: { version: before.modelVersion } });
    expect(model.body.churn.kind).toBe('combined');
    await answer(10);
    const promoter = await read();
    api.setClock('2026-03-02T04:01:00.000Z');
    await answer(0);
    const detractor = await read();
    expect(promoter.churn.risk).toBeLessThan(before.churn.risk);
    expect(detractor.churn.risk).toBeGreaterThan(promoter.churn.risk + 0.05);
    expect(detractor.satisfaction.nps.value).toBe(0);
    const { tables } = api.environment();
    const { statistics } = await recordOf(tables, customerId);

    await runNight({ scheduledTime: '2026-03-02T19:30:00.000Z' });
    const folded = await recordOf(tables, customerId);
    expect(folded.statistics.signals).toEqual(statistics.signals);
    api.setClock('2026-03-03T04:00:00.000Z');
    const today = await read();
    expect(today.churn.risk).toBeGreaterThan(promoter.churn.risk);
    expect(today.churn.band).toBe(folded.classes.risk);
  });
});
