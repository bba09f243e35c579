import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasWeakCut, type Shares } from '../../lib/surveys/weak-cut.ts';

const least = 5;

/** Every sum of parts less every sum of figures, cell by cell. */
const singlesOut = (parts: readonly Shares[]): boolean => {
  const figures = [...new Set(parts.flatMap((shares) => [...shares.keys()]))];
  const cells = parts.flatMap((shares, part) =>
    [...shares].map(([figure, n]) => ({
      bits: (1 << part) | (1 << (parts.length + figures.indexOf(figure))),
      n,
    })),
  );
  return Array.from({ length: 1 << (parts.length + figures.length) }, (_, chosen) =>
    cells
      .filter(({ bits }) => (chosen & bits) !== 0 && (chosen & bits) !== bits)
      .reduce((left, { n }) => left + n, 0),
  ).some((left) => left > 0 && left < least);
};

const table = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([parts, figures]) =>
    fc.array(
      fc.array(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(9)), {
        minLength: figures,
        maxLength: figures,
      }),
      { minLength: parts, maxLength: parts },
    ),
  )
  .map((rows) => rows.map((row) => new Map(row.map((n, at) => [String(at), n] as const))));

describe('a weak cut', () => {
  it('is found exactly where some sums of parts less sums of figures leave one to four answers', () => {
    fc.assert(
      fc.property(table, (parts) => {
        expect(hasWeakCut(parts, least)).toBe(singlesOut(parts));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is none in an empty table', () => {
    expect(hasWeakCut([], least)).toBe(false);
  });
});
