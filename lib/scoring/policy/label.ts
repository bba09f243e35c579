import * as z from 'zod';

/** Id of a class or band that the operator defines: what filters, lists and messages name it by. */
export const BandId = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/);

/** What people read for such an id, in both languages of the product. */
export const Label = z.strictObject({
  en: z.string().min(1).max(80),
  zh: z.string().min(1).max(80),
});
export type Label = z.infer<typeof Label>;

/** Ids and labels of levels and of what is left over. */
export const Named = z.strictObject({ id: BandId, label: Label });
export type Named = z.infer<typeof Named>;

/** Whether no two of the rows have one id. */
export const areDistinct = (rows: readonly { readonly id: string }[]): boolean =>
  new Set(rows.map(({ id }) => id)).size === rows.length;

/** Whether numbers fall from each to the next. */
export const areFalling = (values: readonly number[]): boolean =>
  values.every((value, index) => value < (values[index - 1] ?? Number.POSITIVE_INFINITY));

/** Whether numbers rise from each to the next. */
export const areRising = (values: readonly number[]): boolean =>
  values.every((value, index) => value > (values[index - 1] ?? Number.NEGATIVE_INFINITY));
