/**
 * Bytes of JSON for the items of one page. A function answers with 6 MB at most, and there the body stands
 * as a text, in which every quote and backslash is written as two.
 */
const pageBytesMax = 2_500_000;

/** As many of the first items as one answer has room for; one at least. */
export const itemsWithRoom = <T>(items: readonly T[]): readonly T[] => {
  let bytes = 0;
  const end = items.findIndex((item, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return index > 0 && bytes > pageBytesMax;
  });
  return end === -1 ? items : items.slice(0, end);
};
