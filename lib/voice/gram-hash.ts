/** An unsigned 32-bit hash. */
export type TextHash = number;

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** Where the hashes of a kind of n-grams start. */
export const seedOf = (kind: number): TextHash => Math.imul(offsetBasis ^ kind, prime) >>> 0;

/**
 * FNV-1a over UTF-16 units with the final steps of MurmurHash3: FNV-1a alone leaves the low bits of
 * short strings close together.
 */
export const hashText = (seed: TextHash, text: string): TextHash => {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  const one = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const two = Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return (two ^ (two >>> 16)) >>> 0;
};
