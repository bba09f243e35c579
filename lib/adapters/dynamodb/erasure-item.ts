import * as z from 'zod';
import { Erasure, ErasurePlan } from '../../customers/erasure.ts';
import { controlKeys } from './keys.ts';

/** Schema number of erasure records; readers upcast older ones. */
export const erasureSchema = 1;

const Stored = z.object({
  ...Erasure.shape,
  _v: z.literal(erasureSchema),
  plan: ErasurePlan.optional(),
});

/** The record of an erasure that was just asked for. */
export const erasureItem = (erasure: Erasure): Record<string, unknown> => ({
  ...controlKeys.erasure(erasure.id),
  _v: erasureSchema,
  ...erasure,
});

/** Reads a record, with the plan once there is one. Throws on an item that is none. */
export const readErasureItem = (
  stored: unknown,
): { readonly erasure: Erasure; readonly plan?: ErasurePlan | undefined } => {
  const { _v, plan, ...erasure } = Stored.parse(stored);
  return { erasure, plan };
};
