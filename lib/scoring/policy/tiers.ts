import * as z from 'zod';
import { Decimal } from '../../shared/decimal.ts';

const tierId = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/);

/** Levels from the best to the last; the last one takes everybody else. */
const quantileTiers = z.strictObject({
  by: z.literal('quantile'),
  levels: z
    .array(z.strictObject({ id: tierId, share: Decimal.gt(0).lt(1) }))
    .min(1)
    .max(8)
    .meta({ description: 'Best first; each takes its share of the customers who have bought.' }),
  rest: tierId.meta({ description: 'The tier of everybody else.' }),
});

const amountTiers = z.strictObject({
  by: z.literal('amount'),
  levels: z
    .array(z.strictObject({ id: tierId, from: z.int().positive() }))
    .min(1)
    .max(8)
    .meta({ description: 'Best first; `from` is the least CLV in minor units of the currency.' }),
  rest: tierId.meta({ description: 'The tier of everybody else.' }),
});

const idsAreUnique = ({
  levels,
  rest,
}: {
  levels: readonly { id: string }[];
  rest: string;
}): boolean => new Set([...levels.map(({ id }) => id), rest]).size === levels.length + 1;

/** How customers are cut into value tiers. */
export const Tiers = z
  .discriminatedUnion('by', [quantileTiers, amountTiers])
  .refine(idsAreUnique, { message: 'every tier needs an id of its own', path: ['levels'] })
  .refine(
    (tiers) =>
      tiers.by !== 'quantile' || tiers.levels.reduce((sum, { share }) => sum + share, 0) < 1,
    { message: 'the shares must leave a rest', path: ['levels'] },
  )
  .refine(
    (tiers) =>
      tiers.by !== 'amount' ||
      tiers.levels.every(
        ({ from }, index) => from < (tiers.levels[index - 1]?.from ?? Number.POSITIVE_INFINITY),
      ),
    { message: 'bounds must fall from the best tier to the last', path: ['levels'] },
  );
export type Tiers = z.infer<typeof Tiers>;

/** The best fifth is high, the next three tenths are mid. */
export const defaultTiers: Tiers = {
  by: 'quantile',
  levels: [
    { id: 'high', share: 0.2 },
    { id: 'mid', share: 0.3 },
  ],
  rest: 'low',
};
