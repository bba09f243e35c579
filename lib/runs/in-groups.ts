/** Works on items so many at a time; results in the order of the items. */
export const inGroups = async <T, U>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<U>,
): Promise<readonly U[]> => {
  const done: U[] = [];
  for (let start = 0; start < items.length; start += size) {
    done.push(...(await Promise.all(items.slice(start, start + size).map(work))));
  }
  return done;
};
