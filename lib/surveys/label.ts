import * as z from 'zod';

/** A language tag of BCP 47: language, script, region. */
export const Language = z
  .string()
  .regex(
    /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/,
    'Not a language tag such as en or zh-Hans',
  )
  .meta({ description: 'BCP 47, such as en, zh or zh-Hans.' });

export const LabelText = z.string().normalize('NFC').trim().min(1).max(1_000);

/** Text by language tag. */
export const Label = z.record(Language, LabelText).meta({
  id: 'TextByLanguage',
  description: 'Text by language tag, for example {"en": "…", "zh": "…"}.',
});
export type Label = z.infer<typeof Label>;
