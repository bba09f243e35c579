/**
 * Bytes of JSON for the items of one page. A function answers with 6 MB at most, and there the body stands
 * as a text, in which every quote and backslash is written as two.
 */
const pageBytesMax = 2_500_000;

/** Takes items into a page, in order, until the next one has no room any more; the first always has. */
export const pageRoom = (): ((item: unknown) => boolean) => {
  let bytes = 0;
  return (item) => {
    const isFirst = bytes === 0;
    bytes += Buffer.byteLength(JSON.stringify(item));
    return isFirst || bytes <= pageBytesMax;
  };
};

/** As many of the first items as a page has room for; one at least of an empty page. */
export const itemsWithRoom = <T>(items: readonly T[], hasRoom = pageRoom()): readonly T[] => {
  const end = items.findIndex((item) => !hasRoom(item));
  return end === -1 ? items : items.slice(0, end);
};
