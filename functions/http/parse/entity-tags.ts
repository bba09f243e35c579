/** One tag of a list; `*` stands for any representation. */
export interface EntityTag {
  readonly tag: string;
  readonly isWeak: boolean;
}

const tagPattern = /[ \t]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)/y;

/** Reads If-Match and If-None-Match (RFC 9110, 8.8.3 and 13.1); absent when it is neither `*` nor tags. */
export const parseEntityTags = (value: string): '*' | readonly EntityTag[] | undefined => {
  if (value.trim() === '*') return '*';
  const tags: EntityTag[] = [];
  tagPattern.lastIndex = 0;
  while (tagPattern.lastIndex < value.length) {
    const match = tagPattern.exec(value);
    if (!match) return undefined;
    tags.push({ tag: match[2] ?? '', isWeak: match[1] !== undefined });
  }
  return tags.length === 0 ? undefined : tags;
};

/** The strong tag of a version. */
export const entityTag = (version: number): string => `"${version}"`;

/** Weak comparison, as If-None-Match wants it. */
export const matchesWeakly = (wanted: '*' | readonly EntityTag[], version: number): boolean =>
  wanted === '*' || wanted.some(({ tag }) => tag === String(version));

const versionPattern = /^(?:0|[1-9]\d{0,14})$/;

/** The versions that If-Match accepts, by strong comparison: weak tags and tags that we never gave match nothing. */
export const acceptedVersions = (wanted: '*' | readonly EntityTag[]): readonly (number | '*')[] =>
  wanted === '*'
    ? ['*']
    : wanted
        .filter(({ tag, isWeak }) => !isWeak && versionPattern.test(tag))
        .map(({ tag }) => Number(tag));
