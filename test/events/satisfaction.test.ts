import { describe, expect, it } from 'vitest';
import { isAnswer, metricsIn, satisfactionOf } from '../../lib/events/satisfaction.ts';
import type { Feedback } from '../../lib/events/voice-facts.ts';
import { event } from './ledgers.ts';

describe('metricsIn', () => {
  it('takes a rating outside a survey for an answer about satisfaction', () => {
    const said = (fact: Pick<Feedback, 'rating' | 'text'>) =>
      [event({ type: 'feedback', channel: 'review', ...fact }, { id: 'e1', day: 0 })]
        .filter(isAnswer)
        .map(metricsIn);
    expect(said({ rating: 4.5 })).toEqual([{ csat: 4.5 }]);
    expect(said({ text: 'fine' })).toEqual([{}]);
  });
});

describe('satisfactionOf', () => {
  it.each([
    ['the worst of each', { csat: 1, nps: 0, ces: 1 }, 0],
    ['the best of each', { csat: 5, nps: 10, ces: 7 }, 100],
    ['one alone', { nps: 7 }, 70],
    ['two of them', { csat: 4, ces: 5 }, (75 + 66.67) / 2],
    ['a third, to two decimals', { ces: 3 }, 33.33],
    ['perceived values beside one', { csat: 3, economic: 90, wallet: 10_000 }, 50],
  ])('rescales and averages %s', (_what, metrics, expected) => {
    expect(satisfactionOf(metrics)).toBeCloseTo(expected, 1);
  });

  it('is null for an answer that says nothing about satisfaction', () => {
    expect(satisfactionOf({})).toBeNull();
    expect(satisfactionOf({ wallet: 5_000, emotional: 10 })).toBeNull();
  });
});
