import { describe, expect, it } from 'vitest';
import { buildEvent } from '../../lib/events/build-event.ts';
import { foldLedger } from '../../lib/events/fold.ts';
import type { Fact, LedgerEvent } from '../../lib/events/ledger-event.ts';
import { mirrorOfReferral } from '../../lib/events/referral-mirror.ts';
import {
  convertedIn,
  fitReferral,
  friendsOutside,
  type SpreaderLedger,
} from '../../lib/runs/fit-referral.ts';
import { fitModelVersion } from '../../lib/scoring/fit-model.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { ReferralModel } from '../../lib/scoring/referral-model-schema.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { dateToDay, dayToDate } from '../../lib/shared/time.ts';
import { ledgersOf, smallShop } from '../jobs/support/shop.ts';

const asOf = '2026-03-01';
const day = dateToDay(asOf);
const cut = { asOfDay: day };

const event = (customerId: string, eventId: string, at: number, fact: Fact): LedgerEvent =>
  buildEvent(fact, {
    ...{ ledgerId: ledgerOf(customerId), customerId, eventId, by: customerId },
    occurredAt: `${dayToDate(at)}T04:00:00.000Z`,
    recordedAt: `${dayToDate(at)}T05:00:00.000Z`,
    zone: 'Asia/Shanghai',
  });

type Mutable = { readonly customerId: string; readonly events: LedgerEvent[] };

/** Writes both ends of a referral. */
const refer = (from: Mutable, to: Mutable, at: number): void => {
  const { customerId: referredCustomerId } = to;
  const made = event(from.customerId, `to-${referredCustomerId}`, at, {
    type: 'referral',
    referredCustomerId,
    reward: 700,
  });
  from.events.push(made);
  if (made.type === 'referral') to.events.push(mirrorOfReferral(made));
};

/** Customers of whom every fifth brought the next one on the day of their first purchase; some answered. */
const shop = (size: number): readonly SpreaderLedger[] => {
  const ledgers: Mutable[] = [...ledgersOf(smallShop(size, asOf))].map(([customerId, events]) => ({
    customerId,
    events: [...events],
  }));
  ledgers.forEach((ledger, index) => {
    const friend = ledgers[index + 1];
    const first = friend?.events[0]?.day;
    if (index % 5 === 0 && friend && first !== undefined) refer(ledger, friend, first);
    if (index % 3 === 0)
      ledger.events.push(
        event(ledger.customerId, `rsp_${index}`, day - 150, {
          type: 'response',
          ...{ surveyId: 'svy_1', responseId: `rsp_${index}`, surveyVersion: 1, answers: {} },
          metrics: { nps: index % 11 },
        }),
      );
  });
  return ledgers;
};

const ledgers = shop(300);
const model = fitModelVersion(
  ledgers.map(({ events }) => foldLedger(events, cut).statistics),
  {
    day,
    policy: defaultPolicy,
    policyVersion: 1,
    currency: 'CNY',
    fittedAt: `${asOf}T18:00:00.000Z`,
  },
);
const scoring = prepareScoring(model, defaultPolicy, 'CNY');
const fitted = (sample = ledgers, converted = convertedIn(sample, cut)) =>
  fitReferral(sample, { cut, converted, scoring, customers: 300 });

describe('what a night learns of word of mouth', () => {
  it('counts who was brought by whom from both ends of the referrals', () => {
    const converted = convertedIn(ledgers, cut);
    expect(converted.size).toBe(60);
    expect(converted.get(ledgers[1]?.customerId ?? '')).toBe(ledgers[0]?.customerId);
    const found = ReferralModel.parse(fitted());
    expect(found).toMatchObject({ customers: 300, referrers: 60, rate: { conversions: 60 } });
    expect(found.conversion.reward).toBe(700);
    expect(found.rate.observedMonths).toBeGreaterThan(300);
  });

  it('is the same whatever the order of customers and events', () => {
    const turned = ledgers
      .map(({ customerId, events }) => ({ customerId, events: events.toReversed() }))
      .toReversed();
    expect(fitted(turned)).toEqual(fitted());
  });

  it('needs to be told of friends outside the sample', () => {
    const sample = ledgers.slice(0, 201);
    const [friend = ''] = friendsOutside(sample);
    expect(friendsOutside(sample)).toEqual([ledgers[201]?.customerId]);
    expect(fitted(sample)?.rate.conversions).toBe(40);
    const told = new Map([...convertedIn(sample, cut), [friend, ledgers[200]?.customerId ?? '']]);
    expect(fitted(sample, told)?.rate.conversions).toBe(41);
  });

  it('leaves out what had not happened, or not arrived, by the cut', () => {
    const past = { asOfDay: day - 100 };
    const then = convertedIn(ledgers, past);
    expect(then.size).toBeLessThan(60);
    const options = { converted: then, scoring, customers: 300 };
    const early = fitReferral(ledgers, { ...options, cut: past });
    expect(early?.rate.conversions).toBe(then.size);
    const unknown = { asOfDay: day, knownAt: '1998-01-01T00:00:00.000Z' };
    expect(convertedIn(ledgers, unknown).size).toBe(0);
    expect(fitReferral(ledgers, { ...options, cut: unknown })).toBeNull();
  });

  it('makes nothing up without referrals', () => {
    const alone = ledgers.map(({ customerId, events }) => ({
      customerId,
      events: events.filter(({ type }) => type === 'purchase'),
    }));
    expect(fitted(alone)).toBeNull();
  });

  it('measures attitude on the last window alone, and takes it only where it is significant', () => {
    const soon = { ...scoring, churnHorizonDays: 60 };
    const options = { cut, converted: convertedIn(ledgers, cut), customers: 300 };
    const chance = fitReferral(ledgers, { ...options, scoring: soon })?.loyalty;
    expect(chance?.eta).toBe(0);
    expect(chance?.meanNps).toBeCloseTo(4.95, 1);
    // Whoever recommends buys ten times as much in the window, so that the score explains it.
    const moved = ledgers.map(({ customerId, events }) => {
      const answer = events.find(({ type }) => type === 'response');
      const nps = answer?.type === 'response' ? (answer.metrics.nps ?? 0) : 0;
      const more = { type: 'purchase', orderId: 'more', amount: 30_000 * nps } as const;
      return answer === undefined
        ? { customerId, events }
        : { customerId, events: [...events, event(customerId, 'more', day - 10, more)] };
    });
    const found = fitReferral(moved, { ...options, scoring: soon })?.loyalty;
    expect(found?.eta).toBeGreaterThan(0.03);
  });
});
