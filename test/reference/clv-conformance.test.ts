import { describe, expect, it } from 'vitest';
import { checkConformance, errorAllowed } from './clv-conformance.ts';

describe('1,422 reference cases in 40 to 80 digit arithmetic', () => {
  const results = checkConformance();
  const suites: readonly (readonly [string, number])[] = [
    ['bgnbd', 417],
    ['mbgnbd', 355],
    ['pnbd', 621],
    ['gg', 25],
    ['bgnbd+gg', 4],
  ];

  it.each(suites)('%s: none of %i non-finite, none off by more than 1e-9', (name, count) => {
    const own = results.filter(({ model }) => model === name);
    expect(own).toHaveLength(count);
    expect(own.filter(({ error }) => !(error <= errorAllowed))).toEqual([]);
  });

  it('leaves no case out', () => {
    expect(suites.reduce((sum, [, count]) => sum + count, 0)).toBe(1422);
    expect(results).toHaveLength(1422);
  });
});
