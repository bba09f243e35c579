import * as z from 'zod';

const tag = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/;
const wrongTag = 'Not a language tag such as en or zh-Hans';
const description = 'BCP 47, such as en, zh or zh-Hans.';

/** A language tag of BCP 47: language, script, region. */
export const Language = z.string().regex(tag, wrongTag).meta({ description });

/** `zh-Hans-CN` of `ZH-hans-cn`. */
const inUsualCase = (given: string): string =>
  given
    .toLowerCase()
    .split('-')
    .map((part, at) => {
      if (at === 0 || (part.length !== 2 && part.length !== 4)) return part;
      return part.length === 2
        ? part.toUpperCase()
        : part.slice(0, 1).toUpperCase() + part.slice(1);
    })
    .join('-');

/** The language of somebody who answers, in any case: tags mean the same in each (RFC 5646, 2.1.1). */
export const GivenLanguage = z
  .string()
  .overwrite(inUsualCase)
  .regex(tag, wrongTag)
  .meta({ description });

export const LabelText = z.string().normalize('NFC').trim().min(1).max(1_000);

/** Text by language tag. */
export const Label = z.record(Language, LabelText).meta({
  id: 'TextByLanguage',
  description: 'Text by language tag, for example {"en": "…", "zh": "…"}.',
});
export type Label = z.infer<typeof Label>;
