import { createHash } from 'node:crypto';

/** JSON with sorted members and without `undefined`: equal content gives equal text. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
};

/** Versioned content hash, so that a later canonical form can stand beside this one. */
export const contentHash = (value: unknown): string =>
  `v1:${createHash('sha256').update(canonicalJson(value)).digest('base64url')}`;
