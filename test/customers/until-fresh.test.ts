import { describe, expect, it } from 'vitest';
import { matches, raced, untilFresh } from '../../lib/customers/if-match.ts';
import { ok } from '../../lib/shared/result.ts';

describe('a write that others may outrun', () => {
  it('is decided again until nobody was faster', async () => {
    let left = 3;
    const result = await untilFresh(async () => {
      left -= 1;
      return left > 0 ? raced : ok('written');
    });
    expect([result, left]).toEqual([ok('written'), 0]);
  });

  it('says when to come back after losing very many times', async () => {
    const result = await untilFresh(async () => raced);
    expect(result).toMatchObject({ failure: { code: 'busy', retryAfterSeconds: 1 } });
  });

  it('holds a number to the version, and neither * nor nothing', () => {
    expect([matches(2, 2), matches(2, 3), matches('*', 3), matches(undefined, 3)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});
