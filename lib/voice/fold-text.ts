/**
 * The text as it is compared: full-width forms and capitals folded, UTF-16 unit by unit, so that a
 * place in the result is the same place in the text.
 */
export const foldText = (text: string): string => {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) folded += foldUnit(text, at);
  return folded;
};

const fullWidthOffset = 0xfee0;

const foldUnit = (text: string, at: number): string => {
  const code = text.charCodeAt(at);
  if (code >= 0xff01 && code <= 0xff5e)
    return String.fromCharCode(code - fullWidthOffset).toLowerCase();
  if (code === 0x3000) return ' ';
  if (code === 0x2019 || code === 0x2018) return "'";
  const lower = text.charAt(at).toLowerCase();
  return lower.length === 1 ? lower : text.charAt(at);
};
