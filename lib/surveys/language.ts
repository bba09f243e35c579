import type { Label } from './label.ts';

/** Language, and the script it is likely written in: `zh-Hant` of `zh-TW`. Undefined of what is no tag. */
const written = (
  tag: string,
): { readonly language: string; readonly script: string } | undefined => {
  try {
    const { language, script = '' } = new Intl.Locale(tag).maximize();
    return { language, script };
  } catch {
    return undefined;
  }
};

/** The longest tag that the wanted one begins with: `zh-Hant` before `zh` for `zh-Hant-HK`. */
const longestStart = (wanted: string, offered: readonly string[]): string | undefined =>
  offered
    .filter((language) => wanted.startsWith(`${language.toLowerCase()}-`))
    .toSorted((a, b) => b.length - a.length)
    .at(0);

/**
 * The offered language nearest to a wanted one: the same, a shorter form of it, one that is written
 * alike, or any of the same language.
 */
const nearest = (wanted: string, offered: readonly string[]): string | undefined => {
  const folded = wanted.toLowerCase();
  const wish = written(wanted);
  const related = offered.filter(
    (language) => wish && written(language)?.language === wish.language,
  );
  return (
    offered.find((language) => language.toLowerCase() === folded) ??
    longestStart(folded, offered) ??
    related.find((language) => written(language)?.script === wish?.script) ??
    related[0]
  );
};

/** A text in the wanted language or the nearest to it, otherwise in the fall-back. */
export const textIn = (label: Label, wanted: string, fallback: string): string => {
  const languages = Object.keys(label);
  const language = nearest(wanted, languages) ?? nearest(fallback, languages) ?? languages[0];
  return (language === undefined ? undefined : label[language]) ?? '';
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
