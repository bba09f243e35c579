/** The first subtag: `zh` of `zh-Hans-CN`. */
const primary = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';

/** The offered language nearest to a wanted one: the same, a shorter form of it, or one of the same language. */
const nearest = (wanted: string, offered: readonly string[]): string | undefined => {
  const folded = wanted.toLowerCase();
  return (
    offered.find((language) => language.toLowerCase() === folded) ??
    offered.find((language) => folded.startsWith(`${language.toLowerCase()}-`)) ??
    offered.find((language) => primary(language) === primary(folded))
  );
};

/** Tags of an Accept-Language header by falling weight; refused ones (q=0) left out. */
export const acceptedLanguages = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { tag, index, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ tag, weight }) => tag !== '' && tag !== '*' && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ tag }) => tag);

/** The first wish that is offered in some form, otherwise the fall-back. */
export const chooseLanguage = (
  wanted: readonly (string | undefined)[],
  offered: readonly string[],
  fallback: string,
): string => {
  for (const wish of wanted) {
    const found = wish === undefined ? undefined : nearest(wish, offered);
    if (found !== undefined) return found;
  }
  return fallback;
};
