import { describe, expect, it } from 'vitest';
import { demoEvents } from '../../infra/tools/demo-events.ts';
import { demoReviews } from '../../infra/tools/demo-reviews.ts';
import { demoShop } from '../../infra/tools/demo-shop.ts';
import { NewEvent } from '../../lib/events/new-event.ts';
import { NewFeedback } from '../../lib/feedback/new-feedback.ts';

const nowMs = Date.parse('2026-03-02T04:00:00Z');
const time = { currency: 'CNY', nowMs };
const shop = demoShop(220);
const ids = new Map(shop.map(({ number }) => [number, `cus_${number}`]));
const rows = shop.flatMap((customer) => demoEvents(customer, ids, time));
const events = rows.map((row) => NewEvent.parse(row));

describe('the demo shop', () => {
  it('is the same each time, and another one for another seed', () => {
    expect(demoShop(220)).toEqual(shop);
    expect(demoShop(220, 1)).not.toEqual(shop);
  });

  it('sends events that the API takes, each with an id of its own, all in the past', () => {
    expect(new Set(events.map(({ id, customerId }) => `${customerId} ${id}`)).size).toBe(
      events.length,
    );
    expect(events.every(({ occurredAt }) => Date.parse(occurredAt) < nowMs)).toBe(true);
    expect(events.length).toBeLessThan(1_100);
  });

  it('has something of everything that scores look at', () => {
    const types = new Set(events.map(({ type }) => type));
    expect(types).toEqual(
      new Set([
        ...['purchase', 'refund', 'visit', 'contact', 'complaint', 'referral', 'service'],
        ...['points', 'subscription'],
      ]),
    );
    const statuses = (type: 'service' | 'subscription', status: string) =>
      events.filter((event) => event.type === type && event.status === status).length;
    expect(statuses('service', 'opened')).toBeGreaterThan(statuses('service', 'resolved'));
    expect(statuses('subscription', 'cancelled')).toBeGreaterThan(0);
    const purchases = events.flatMap((event) => (event.type === 'purchase' ? [event] : []));
    expect(purchases.every(({ cost }) => cost !== undefined)).toBe(true);
    expect(purchases.some(({ discount }) => discount !== undefined)).toBe(true);
  });

  it('has reviews and posts that the API takes, of buyers and of a stranger', () => {
    const items = demoReviews(shop, nowMs).map((item) => NewFeedback.parse(item));
    const emails = new Set(shop.map(({ email }) => email));
    expect(items.filter(({ author }) => emails.has(author?.email ?? '')).length).toBe(3);
    expect(items.filter(({ author }) => author?.handle !== undefined).length).toBe(1);
    expect(new Set(items.map(({ language }) => language))).toEqual(new Set(['zh', 'en']));
  });

  it('brings friends before they first buy, nobody twice', () => {
    const referrals = shop.flatMap(({ happenings }) =>
      happenings.flatMap((each) => (each.type === 'referral' ? [each] : [])),
    );
    const friends = referrals.map(({ friend }) => friend);
    expect(new Set(friends).size).toBe(friends.length);
    const converted = referrals.filter(({ friend, daysAgo }) => {
      const first = shop[friend - 1]?.purchases[0]?.daysAgo;
      expect(first ?? 0).toBeLessThan(daysAgo + 1);
      return first !== undefined;
    });
    expect(converted.length).toBeGreaterThan(20);
  });
});
