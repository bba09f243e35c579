import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedbackId } from '../../lib/feedback/feedback.ts';
import { defaultFeedbackSettings, replyDueAt } from '../../lib/feedback/feedback-settings.ts';
import { GivenRating, NewFeedback } from '../../lib/feedback/new-feedback.ts';
import { bandOf, onFive } from '../../lib/feedback/rating.ts';
import { foldText, signaturesOf } from '../../lib/feedback/same-text.ts';
import { nameStem, scoreCandidates } from '../../lib/feedback/score-candidates.ts';

describe('onFive', () => {
  it.each([
    [{ value: 1, min: 1, max: 5 }, 1],
    [{ value: 4.5, min: 1, max: 5 }, 4.5],
    [{ value: 7, min: 0, max: 10 }, 3.8],
    [{ value: 2, min: 1, max: 3 }, 3],
    [{ value: 1, min: 0, max: 3 }, 2.333333],
    [{ value: 100, min: 0, max: 100 }, 5],
  ])('puts %o on the line through its ends', (given, expected) => {
    expect(onFive(given)).toBe(expected);
  });

  it('stays on 1 to 5 and keeps the order', () => {
    const scale = fc.record({ value: fc.double({ min: 0, max: 1e6, noNaN: true }) });
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        const [x, y] = [a, b].map(({ value }) => onFive({ value, min: 0, max: 1e6 }));
        if (x === undefined || y === undefined) return;
        expect(x).toBeGreaterThanOrEqual(1);
        expect(x).toBeLessThanOrEqual(5);
        if (a.value <= b.value) expect(x).toBeLessThanOrEqual(y);
      }),
    );
  });

  it('has a band for every rating', () => {
    expect([null, 1, 2.5, 2.6, 3.99, 4, 5].map(bandOf)).toEqual([
      'unrated',
      'low',
      'low',
      'middle',
      'middle',
      'high',
      'high',
    ]);
  });

  it('is asked only of scales that are some', () => {
    for (const wrong of [
      { value: 3, min: 3, max: 3 },
      { value: 3, min: 5, max: 1 },
      { value: Number.NaN, min: 1, max: 5 },
    ])
      expect(GivenRating.safeParse(wrong).success).toBe(false);
  });
});

const item = (more: Record<string, unknown>) =>
  NewFeedback.parse({
    channel: 'review',
    source: 'dianping',
    externalId: '1',
    occurredAt: '2026-01-01T00:00:00Z',
    text: 'The parcel came two weeks late.',
    ...more,
  });

describe('signaturesOf', () => {
  it('sees through case, width, spaces and signs', () => {
    expect(foldText('Ｔｈｅ parcel, CAME! 😀 非常 好。')).toBe('theparcelcame非常好');
  });

  it('ties the text to each name of its author, on any source', () => {
    const here = signaturesOf(item({ author: { handle: 'Ann', email: 'Ann@x.example' } }));
    const there = signaturesOf(item({ source: 'weibo', author: { email: 'ann@X.example' } }));
    expect(here.filter((signature) => there.includes(signature)).length).toBe(1);
  });

  it('proves nothing by short praise, without an author or without a text', () => {
    expect(signaturesOf(item({ text: '很好，推荐！', author: { handle: 'a' } }))).toEqual([]);
    expect(signaturesOf(item({}))).toEqual([]);
    const { text: _text, ...silent } = item({
      rating: { value: 1, min: 1, max: 5 },
      author: { handle: 'a' },
    });
    expect(signaturesOf(silent)).toEqual([]);
  });
});

const named = (id: string, name: string, city?: string, ownsOrder = false) => ({
  customer: { id, name, ...(city === undefined ? {} : { location: { city } }) },
  ownsOrder,
});

describe('scoreCandidates', () => {
  const score = (author: { name: string; city?: string }, ...all: ReturnType<typeof named>[]) =>
    scoreCandidates(author, all).map(({ customerId, confidence }) => [customerId, confidence]);

  it('never reaches a match by name and city alone, and does with an order', () => {
    const author = { name: 'Ann Lee', city: 'Berlin' };
    expect(score(author, named('a', 'ann lee', 'berlin'))).toEqual([['a', 0.85]]);
    expect(score({ name: 'Ann Lee' }, named('a', 'ann lee', undefined, true))).toEqual([
      ['a', 0.95],
    ]);
    expect(score(author, named('a', 'ann lee', 'berlin', true))).toEqual([['a', 0.98]]);
  });

  it('divides a name among all who have it', () => {
    const author = { name: '王伟', city: '北京' };
    expect(score(author, named('a', '王伟'), named('b', '王伟'))).toEqual([]);
    expect(score(author, named('a', '王伟', '北京'), named('b', '王伟'))).toEqual([['a', 0.55]]);
    expect(score(author, named('a', '王伟', '上海'))).toEqual([]);
  });

  it('reads what a mask leaves of a name, and gives up where it leaves a family name', () => {
    expect(nameStem('欧阳**')).toBe('欧阳');
    expect(nameStem('张**')).toBe('');
    expect(nameStem('Annabel E.')).toBe('annabel');
    expect(nameStem('Ann')).toBe('');
    expect(score({ name: '欧阳**', city: '上海' }, named('a', '欧阳明月', '上海'))).toEqual([
      ['a', 0.65],
    ]);
  });
});

describe('replyDueAt', () => {
  const due = (more: Partial<Parameters<typeof replyDueAt>[1]>) =>
    replyDueAt(defaultFeedbackSettings, {
      channel: 'review',
      score: 2,
      occurredAt: '2026-01-01T00:00:00.000Z',
      now: '2026-01-02T00:00:00.000Z',
      ...more,
    });

  it('counts from the arrival, by the rating, and spares what is old', () => {
    expect(due({})).toBe('2026-01-03T00:00:00.000Z');
    expect(due({ score: null })).toBe('2026-01-05T00:00:00.000Z');
    expect(due({ score: 5 })).toBeNull();
    expect(due({ channel: 'phone' })).toBeNull();
    expect(due({ now: '2026-02-01T00:00:00.000Z' })).toBeNull();
  });
});

it('gives one item of a source one id, and no two items the same', () => {
  expect(feedbackId('a', 'b:c')).toBe(feedbackId('a', 'b:c'));
  expect(feedbackId('a', 'b')).not.toBe(feedbackId('b', 'a'));
  expect(feedbackId('a', 'b')).toMatch(/^fbk_[0-9a-f]{26}$/);
});
