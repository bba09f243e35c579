/** Which column of the file holds which member. */
export type Mapping = Readonly<Record<string, string>>;

/**
 * Reads `id=customer,date=when,amount=value`. Throws with one sentence when it is malformed, names a
 * member that this import does not know, or leaves out one that it needs.
 */
export const parseMapping = (
  text: string,
  known: readonly string[],
  needed: readonly string[],
): Mapping => {
  const mapping: Record<string, string> = {};
  for (const pair of text.split(',')) {
    const [member = '', column = ''] = pair.split('=').map((part) => part.trim());
    if (!member || !column) throw new Error(`--map takes member=column pairs, not "${pair}".`);
    if (!known.includes(member)) {
      throw new Error(`--map does not know "${member}"; it knows ${known.join(', ')}.`);
    }
    mapping[member] = column;
  }
  const missing = needed.filter((member) => !(member in mapping));
  if (missing.length > 0) throw new Error(`--map needs ${missing.join(', ')}.`);
  return mapping;
};

/** Throws when the file lacks a column that the mapping names. */
export const requireColumns = (mapping: Mapping, columns: readonly string[]): void => {
  const absent = Object.values(mapping).filter((column) => !columns.includes(column));
  if (absent.length > 0) {
    throw new Error(`The file has no column ${absent.join(', ')}; it has ${columns.join(', ')}.`);
  }
};
