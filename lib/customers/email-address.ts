// The domain is spelled out so that nothing in it (slash, colon, question mark) can end the host of a URL.
const address = /^[^\s@\p{C}]{1,64}@([\p{L}\p{N}\p{M}-]+(?:\.[\p{L}\p{N}\p{M}-]+)+)$/u;

/** The domain in its ASCII form (IDNA), so that both spellings of an international domain are one. */
const asciiDomain = (domain: string): string => {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain.toLowerCase();
  }
};

export const isEmailAddress = (text: string): boolean => address.test(text);

/** The address with its domain as mail services take it: SES refuses other letters there. */
export const asciiEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at)}@${asciiDomain(email.slice(at + 1))}`;
};

/**
 * The form in which addresses are compared: NFC, lower case, ASCII domain. Providers' own rules (dots and plus
 * signs of some) are left alone: applying them elsewhere would make two people one.
 */
export const foldEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at).normalize('NFC').toLowerCase()}@${asciiDomain(email.slice(at + 1))}`;
};
