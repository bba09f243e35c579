import { describe, expect, it } from 'vitest';
import { reviewSourceOf, reviewSources, toReview } from '../../infra/tools/review-sources.ts';
import { NewFeedback } from '../../lib/feedback/new-feedback.ts';

const settings = { source: 'dianping', zone: 'Asia/Shanghai' };

describe('rows of reviews', () => {
  it('become feedback that the API takes, for each example', () => {
    const stars = toReview(
      { id: 'r1', date: '2026-02-01', rating: '4.5', text: '味道不错', author: '王小明' },
      reviewSources.stars,
      settings,
    );
    expect(stars).toEqual({
      value: {
        channel: 'review',
        source: 'dianping',
        externalId: 'r1',
        occurredAt: '2026-01-31T16:00:00.000Z',
        rating: { value: 4.5, min: 1, max: 5 },
        text: '味道不错',
        author: { name: '王小明' },
      },
    });
    const post = toReview(
      {
        id: 'p1',
        date: '2026-02-01T08:00:00Z',
        text: 'Late again',
        handle: 'kim',
        url: 'https://x.example/1',
      },
      reviewSources.posts,
      settings,
    );
    for (const row of [stars, post])
      expect('value' in row && NewFeedback.safeParse(row.value).success).toBe(true);
  });

  it('take columns and scale of the caller’s own', () => {
    const own = reviewSourceOf({ map: 'id=nr,date=when,rating=points,email=mail', scale: '0..10' });
    const row = { nr: '7', when: '2026-02-01', points: '8', mail: 'a@b.example' };
    expect(toReview(row, own, settings)).toMatchObject({
      value: { rating: { value: 8, min: 0, max: 10 }, author: { email: 'a@b.example' } },
    });
    expect(() => reviewSourceOf({ like: 'nosuch' })).toThrow('stars or posts');
    expect(() => reviewSourceOf({ scale: '5..1' })).toThrow('worst and the best');
  });

  it('are refused where they cannot be read', () => {
    const row = { id: 'r1', date: '2026-02-01', rating: '4', text: 'x', author: '' };
    const refusal = (more: object) => toReview({ ...row, ...more }, reviewSources.stars, settings);
    expect(refusal({ id: '' })).toEqual({ refused: 'the id of the review is empty' });
    expect(refusal({ date: 'soon' })).toEqual({ refused: '"soon" is no date' });
    expect(refusal({ rating: 'good' })).toEqual({ refused: '"good" is no rating' });
    const posts = { ...reviewSources.posts, mapping: { ...reviewSources.stars.mapping } };
    expect(toReview(row, posts, settings)).toEqual({ refused: 'a rating needs --scale' });
  });
});
