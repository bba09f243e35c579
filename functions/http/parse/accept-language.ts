interface Range {
  readonly tag: string;
  readonly quality: number;
}

const qualityOf = (parameters: readonly string[]): number => {
  const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/i.exec(text)?.[1]).find(Boolean);
  return quality === undefined ? 1 : Number(quality);
};

const ranges = (value: string): readonly Range[] =>
  value
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';');
      return { tag: tag.trim().toLowerCase(), quality: qualityOf(parameters) };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality);

/** The offered language that the visitor's Accept-Language likes best (RFC 4647 lookup on the first subtag). */
export const preferredLanguage = <L extends string>(
  value: string | undefined,
  offered: readonly L[],
): L | undefined => {
  for (const { tag } of ranges(value ?? '')) {
    const found = offered.find((language) => tag === language || tag.startsWith(`${language}-`));
    if (found !== undefined) return found;
  }
  return undefined;
};
