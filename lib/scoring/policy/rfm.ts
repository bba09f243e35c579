import * as z from 'zod';
import { areDistinct, Named } from './label.ts';

const scoreMax = 10;

const Range = z
  .tuple([z.int().min(1).max(scoreMax), z.int().min(1).max(scoreMax)])
  .refine(([low, high]) => low <= high, { message: 'the first score must not be above the last' })
  .meta({ description: 'Least and greatest score, both included; absent: any.' });

const Cell = Named.extend({
  recency: Range.optional(),
  frequency: Range.optional(),
  monetary: Range.optional(),
});

/**
 * RFM: scores 1 to `bins`, best last, and names for areas of the cube. Binning as SPSS defines it ("RFM Binning"):
 * independent bins mean the same for everybody; nested ones (frequency within recency, monetary value within both)
 * fill evenly and are not comparable across their parents.
 */
export const RfmSettings = z
  .strictObject({
    bins: z
      .int()
      .min(3)
      .max(scoreMax)
      .meta({ description: 'Scores run from 1 to this, best last.' }),
    binning: z.enum(['independent', 'nested']).meta({
      description:
        '`nested`: frequency is cut within each recency score, monetary value within each pair of both.',
    }),
    ties: z.enum(['together', 'split']).meta({
      description:
        '`together`: equal values get the same score; `split`: bins are kept even, equal values are parted by a fixed hash of the purchase history.',
    }),
    cells: z
      .array(Cell)
      .max(64)
      .meta({ description: 'The first one whose ranges hold is the name.' }),
    rest: Named.meta({ description: 'Whoever is in none of the cells.' }),
  })
  .refine(({ cells, rest }) => areDistinct([...cells, rest]), {
    message: 'every cell needs an id of its own',
    path: ['cells'],
  })
  .refine(
    ({ cells, bins }) =>
      cells.every(({ recency, frequency, monetary }) =>
        [recency, frequency, monetary].every((range) => range === undefined || range[1] <= bins),
      ),
    { message: 'a range goes beyond the number of bins', path: ['cells'] },
  );
export type RfmSettings = z.infer<typeof RfmSettings>;

const cell = (id: string, en: string, zh: string): Named => ({ id, label: { en, zh } });

/** Quintiles, and the cells that marketing practice knows by these names. */
export const defaultRfm: RfmSettings = {
  bins: 5,
  binning: 'independent',
  ties: 'together',
  cells: [
    {
      ...cell('champions', 'Champions', '冠军客户'),
      recency: [4, 5],
      frequency: [4, 5],
      monetary: [4, 5],
    },
    { ...cell('loyal', 'Loyal', '忠诚客户'), recency: [3, 5], frequency: [3, 5] },
    { ...cell('recent', 'Recent', '新近客户'), recency: [5, 5], frequency: [1, 2] },
    { ...cell('promising', 'Promising', '潜力客户'), recency: [4, 4], frequency: [1, 2] },
    { ...cell('cooling', 'Cooling', '转冷客户'), recency: [3, 3], frequency: [1, 2] },
    {
      ...cell('must_not_lose', 'Must not lose', '不可流失客户'),
      recency: [1, 2],
      frequency: [4, 5],
      monetary: [4, 5],
    },
    { ...cell('at_risk', 'At risk', '风险客户'), recency: [1, 2], frequency: [3, 5] },
    { ...cell('hibernating', 'Hibernating', '休眠客户'), recency: [2, 2], frequency: [1, 2] },
  ],
  rest: cell('gone', 'Gone', '已流失客户'),
};
