import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { classify } from '../../lib/scoring/classify.ts';
import type { ModelVersion } from '../../lib/scoring/model-version.ts';
import { nextChangeDay } from '../../lib/scoring/next-change.ts';
import { ChurnSettings, defaultChurnSettings } from '../../lib/scoring/policy/churn.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { scorecardOf } from '../../lib/scoring/scorecard.ts';
import { Scorecard } from '../../lib/scoring/scorecard-schema.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { emptyStatistics, type Statistics } from '../../lib/scoring/statistics.ts';
import { horizonDays, unhappyModel } from '../churn/signal-shop.ts';
import { customer, emptyDetail, sampleModel, today } from './sample-shop.ts';

const withChurn = (churn: Partial<ScoringPolicy['churn']> = {}): ScoringPolicy => ({
  ...defaultPolicy,
  churn: { ...defaultPolicy.churn, ...churn },
});

const scoringOf = (churn: ModelVersion['churn'], policy = withChurn()) =>
  prepareScoring({ ...sampleModel, churn }, policy, 'USD');

const cardOf = (scoring: ReturnType<typeof scoringOf>, statistics: Statistics) =>
  scorecardOf(scoring, {
    customerId: 'cus_1',
    statistics,
    detail: emptyDetail,
    stored: null,
    day: today,
    knownAt: '2026-07-01T00:00:00.000Z',
    inputsHash: 'v1:none',
    policyVersion: 1,
  });

const subscribed = (changed = {}): Statistics => ({
  ...emptyStatistics,
  signals: {
    ...emptyStatistics.signals,
    contract: {
      sinceDay: today - 400,
      endDay: today + 100,
      renewals: 1,
      termDays: 365,
      cancelled: false,
      ...changed,
    },
  },
});

describe('churn section of the scorecard', () => {
  it('is by the pinned churn model, its reasons sum to it, and an open ticket raises it', () => {
    const scoring = scoringOf(unhappyModel);
    const calm = cardOf(scoring, customer(4));
    expect(Scorecard.parse(calm).churn).toMatchObject({
      basis: 'combined',
      horizonDays: 273,
      definition: { by: 'days', percentile: null, graceDays: null },
    });
    expect(calm.missing.some(({ field }) => field.startsWith('churn.basis'))).toBe(false);
    const statistics = customer(4);
    const open = cardOf(scoring, {
      ...statistics,
      signals: { ...statistics.signals, openTickets: 2 },
    });
    expect(open.churn?.risk).toBeGreaterThan(calm.churn?.risk ?? 1);
    for (const { churn, reasons } of [calm, open]) {
      const sum = reasons
        .filter(({ score }) => score === 'churn')
        .reduce((total, { contribution }) => total + contribution, 0);
      expect(sum).toBeCloseTo(churn?.risk ?? 0, 9);
    }
    expect(open.reasons).toContainEqual(
      expect.objectContaining({ score: 'churn', code: 'open_tickets' }),
    );
  });

  it('says that it is the purchase model alone, and what more would need', () => {
    const card = cardOf(scoringOf(null), customer(4));
    expect(card.churn?.basis).toBe('transactions');
    expect(card.missing).toContainEqual({
      field: 'churn.basis',
      code: 'insufficient_data',
      needs: 'past_windows',
    });
  });

  it('takes the horizon that the model measured where the definition is by gaps', () => {
    const byGaps = withChurn({ definition: { by: 'gaps', percentile: 0.8 } });
    const card = cardOf(scoringOf(unhappyModel, byGaps), customer(4));
    expect(card.churn).toMatchObject({
      horizonDays,
      definition: { by: 'gaps', percentile: 0.8, graceDays: null },
    });
    expect(scoringOf(null, byGaps).churnHorizonDays).toBe(273);
    const [short, long] = [30, 600].map(
      (days) => cardOf(scoringOf(null, withChurn({ horizonDays: days })), customer(4)).churn?.risk,
    );
    expect(long).toBeLessThan(short ?? 0);
  });
});

describe('customers with a contract', () => {
  it('have a risk and a band without a purchase and without a model', () => {
    const scoring = prepareScoring(null, withChurn(), 'USD');
    const ended = cardOf(scoring, subscribed({ endDay: today - 31 }));
    expect(ended.churn).toMatchObject({
      risk: 1,
      band: 'high',
      basis: 'contract',
      pAlive: null,
      definition: { by: 'contract', percentile: null, graceDays: 30 },
    });
    expect(ended.missing.some(({ field }) => field === 'churn')).toBe(false);
    expect(cardOf(scoring, subscribed({ endDay: today - 30 })).churn?.risk).toBeLessThan(1);
  });

  it('are looked at again on the day on which their band changes', () => {
    const scoring = scoringOf(null);
    const statistics = subscribed({ endDay: today + 20, cancelled: true });
    const classes = classify(scoring, statistics, { day: today - 300, stored: null });
    expect(classes.risk).toBe('low');
    const next = nextChangeDay(scoring, statistics, { day: today - 300, classes });
    expect(next).toBe(today + 20 - 273 + 1);
  });

  it('are looked at on the first day of another class also where a contract lapses', () => {
    // Without a spend model, so that no class but those of churn moves on before.
    const scoring = prepareScoring(
      { ...sampleModel, spend: null, churn: null },
      withChurn(),
      'USD',
    );
    const days: (number | null)[] = [];
    for (const [cancelled, renewals, silentDays] of [
      [false, 0, 0],
      [false, 5, 0],
      [false, 0, 9],
      [true, 0, 0],
    ] as const) {
      const { signals } = subscribed({ endDay: today - 10, renewals, termDays: 30, cancelled });
      const statistics = { ...customer(30, { gapDays: 5, silentDays }), signals };
      const day = today - (cancelled ? 11 : 0);
      const known = cancelled ? { ...statistics, lastDay: day } : statistics;
      const classes = classify(scoring, known, { day, stored: null });
      const changes = (after: number) =>
        !isDeepStrictEqual(
          { ...classify(scoring, known, { day: day + after, stored: classes }), tierSince: 0 },
          { ...classes, tierSince: 0 },
        );
      const first = Array.from({ length: 400 }, (_, index) => index + 1).find(changes);
      const next = nextChangeDay(scoring, known, { day, classes });
      expect(next).toBe(first ? day + first : null);
      days.push(next);
    }
    // The risk falls when the grace is over, and is back where it was three days later.
    expect(days[0]).toBe(today - 10 + 30 + 1);
  });

  it('are told by their purchases, with what more would need, when a lapsed contract no longer decides', () => {
    const { signals } = subscribed({ endDay: today - 365 });
    const card = cardOf(scoringOf(null), { ...customer(4), lastDay: today - 5, signals });
    expect(card.churn).toMatchObject({ basis: 'transactions', definition: { by: 'days' } });
    expect(card.churn?.risk).toBeLessThan(1);
    expect(card.missing).toContainEqual(expect.objectContaining({ field: 'churn.basis' }));
  });
});

describe('churn definition', () => {
  it('by days needs no word, by gaps a percentile from .5 to .99', () => {
    const { definition, contractGraceDays, ...older } = defaultChurnSettings;
    expect(ChurnSettings.parse(older)).toEqual({ ...older, definition, contractGraceDays });
    const byGaps = { ...older, definition: { by: 'gaps' } };
    expect(ChurnSettings.parse(byGaps).definition).toEqual({ by: 'gaps', percentile: 0.9 });
    for (const percentile of [0.4, 1]) {
      const wrong = { ...older, definition: { by: 'gaps', percentile } };
      expect(ChurnSettings.safeParse(wrong).success).toBe(false);
    }
  });
});
