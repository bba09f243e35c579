import { describe, expect, it } from 'vitest';
import { hasCdnow } from '../reference/cdnow-data.ts';
import { robustModels, smallSamples, survey } from './small-samples.ts';

describe.skipIf(!hasCdnow)(
  '40 samples of 50 CDNOW customers (skipped without ../shared/data)',
  () => {
    const samples = hasCdnow ? smallSamples(40) : [];

    it.each(robustModels)(
      'R1: a fit of %s never throws, calls no runaway converged and scores everybody with finite values',
      (name) => {
        const { counts, faults } = survey(name, samples);
        expect(faults).toEqual([]);
        expect(counts.converged + counts.boundary + counts.not_identified).toBe(samples.length);
        expect(counts.converged).toBeGreaterThan(0);
      },
    );
  },
);
