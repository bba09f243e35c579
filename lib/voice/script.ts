/** Languages that free text is understood in. */
export const voiceLanguages = ['zh', 'en'] as const;
export type VoiceLanguage = (typeof voiceLanguages)[number];

/** Share of letters from which on a text counts as Chinese: product names in Latin letters are common in it. */
const hanShareMin = 0.2;

const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);

const isLatin = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);

/** Chinese or English by the script of the letters; null where there are no letters of either. */
export const languageOf = (text: string): VoiceLanguage | null => {
  let han = 0;
  let latin = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isHan(code)) han += 1;
    else if (isLatin(code)) latin += 1;
  }
  if (han + latin === 0) return null;
  // A Latin word is about five letters where a Chinese one is two characters.
  return han / (han + latin / 2.5) >= hanShareMin ? 'zh' : 'en';
};
