import type { Label } from '../surveys/label.ts';

export const placeholders = ['link', 'name'] as const;
type Placeholder = (typeof placeholders)[number];

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g;

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name);

/** A text with its placeholders filled. What a customer is called is not read again for placeholders. */
export const fillTemplate = (text: string, values: Readonly<Record<Placeholder, string>>): string =>
  text.replaceAll(pattern, (written, name: string) =>
    name === 'link' || name === 'name' ? values[name] : written,
  );

interface Texts {
  readonly subject?: Label | undefined;
  readonly body?: Label | undefined;
}

export interface TemplateProblem {
  readonly path: readonly string[];
  readonly code: 'unknown_placeholder' | 'link_missing' | 'misplaced_link' | 'languages_differ';
  readonly message: string;
}

const isKnown = (name: string): boolean => placeholders.some((known) => known === name);

const unknownIn = (member: 'subject' | 'body', texts: Label): readonly TemplateProblem[] =>
  Object.entries(texts).flatMap(([language, text]) =>
    namesIn(text)
      .filter((name) => !isKnown(name))
      .map((name) => ({
        path: [member, language],
        code: 'unknown_placeholder' as const,
        message: `There is no {{${name}}}: only {{link}} and {{name}}`,
      })),
  );

const linksIn = (member: 'subject' | 'body', texts: Label): readonly TemplateProblem[] =>
  Object.entries(texts).flatMap(([language, text]): readonly TemplateProblem[] => {
    const hasLink = namesIn(text).includes('link');
    const path = [member, language];
    if (member === 'body' && !hasLink)
      return [{ path, code: 'link_missing', message: 'The text needs {{link}}' }];
    return member === 'subject' && hasLink
      ? [{ path, code: 'misplaced_link', message: 'A subject carries no link' }]
      : [];
  });

/** What is wrong with the texts of a wave: all of it. */
export const templateProblems = ({ subject, body }: Texts): readonly TemplateProblem[] => {
  const languages = (texts: Label | undefined) =>
    Object.keys(texts ?? {})
      .sort()
      .join();
  const differ = languages(subject) !== languages(body);
  return [
    ...unknownIn('subject', subject ?? {}),
    ...unknownIn('body', body ?? {}),
    ...linksIn('subject', subject ?? {}),
    ...linksIn('body', body ?? {}),
    ...(differ
      ? [
          {
            path: ['body'],
            code: 'languages_differ' as const,
            message: 'Subject and body come in the same languages',
          },
        ]
      : []),
  ];
};
