import { emailIdentity } from '../customers/identity.ts';
import { foldName } from '../customers/memberships.ts';
import type { NewFeedback } from './new-feedback.ts';

/**
 * Letters and digits of a text that says something of its own. Below that many people write the same
 * ("很好", "five stars"), and a repeat proves nothing.
 */
const lettersMin = 12;

/** A text without case, compatibility forms, spaces, punctuation and emoji: what a repost leaves alone. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * What two items have in common when one author posts one text twice, on one platform or on several:
 * the folded text with each of the author's names. Empty where no author is named or the text is short.
 */
export const signaturesOf = ({
  text = '',
  author = {},
  source,
}: NewFeedback): readonly string[] => {
  const folded = foldText(text);
  if ([...folded].length < lettersMin) return [];
  const { email, phone, externalId, handle, name } = author;
  const names = [
    ...(email === undefined ? [] : [['email', emailIdentity(email).value]]),
    ...(phone === undefined ? [] : [['phone', phone]]),
    ...(externalId === undefined ? [] : [['external', source, externalId]]),
    ...(handle === undefined ? [] : [['handle', foldName(handle)]]),
    ...(name === undefined ? [] : [['name', foldName(name)]]),
  ];
  return names.map((who) => JSON.stringify([...who, folded]));
};
