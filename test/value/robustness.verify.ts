import { describe, expect, it } from 'vitest';
import { hasCdnow } from '../reference/cdnow-data.ts';
import { robustModels, smallSamples, survey } from './small-samples.ts';

describe.skipIf(!hasCdnow)(
  '1,000 samples of 50 CDNOW customers (skipped without ../shared/data)',
  () => {
    const samples = hasCdnow ? smallSamples(1000) : [];

    it.each(robustModels)(
      '%s: no exception, no score that is not finite, every runaway flagged',
      (name) => {
        const { counts, faults } = survey(name, samples);
        process.stdout.write(`${name}: ${JSON.stringify(counts)}\n`);
        expect(faults).toEqual([]);
        expect(counts.converged + counts.boundary + counts.not_identified).toBe(1000);
      },
    );
  },
);
