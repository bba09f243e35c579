import { askServer, type ServerAnswer } from './ask-server.ts';
import { type BlindedMessage, blindMessage, type PublicKey, unblind } from './blind-message.ts';
import { askedAnswers } from './follow-branches.ts';
import { showErrors } from './show-errors.ts';
import { type FormHere, type Send, startForm } from './start-form.ts';

/**
 * Where what was begun with this link is kept. It must outlive a lost reply and a closed tab: the link
 * signs one blinded message and no other. It goes as soon as the answers have arrived.
 */
const pendingKey = ({ data }: FormHere): string => `blinded:${data['token']}`;

const pendingMessage = (here: FormHere): BlindedMessage | null =>
  JSON.parse(localStorage.getItem(pendingKey(here)) ?? 'null');

/** The right to answer once: a signature that nobody can trace to the link. */
const credentialOf = async (
  here: FormHere,
  key: PublicKey,
): Promise<ServerAnswer | { readonly message: string; readonly signature: string }> => {
  const blinded = pendingMessage(here) ?? (await blindMessage(key));
  localStorage.setItem(pendingKey(here), JSON.stringify(blinded));
  const answer = await askServer('POST', `/s/${here.data['token']}/signature`, {
    blinded: blinded.blinded,
  });
  const { signature } = answer.body;
  if (typeof signature !== 'string') return answer;
  const unblinded = await unblind(key, blinded, signature);
  return unblinded === undefined
    ? { status: 0, body: {} }
    : { message: blinded.message, signature: unblinded };
};

const sendBlindly =
  (key: PublicKey): Send =>
  async (here) => {
    const { boxes, data } = here;
    const credential = await credentialOf(here, key);
    if ('status' in credential) return showErrors(here, credential);
    const answer = await askServer('POST', `/v1/surveys/${data['survey']}/responses`, {
      credential,
      language: document.documentElement.lang,
      answers: askedAnswers(boxes),
    });
    if (answer.status !== 200 && answer.status !== 201) return showErrors(here, answer);
    localStorage.removeItem(pendingKey(here));
    location.replace(`${location.pathname}/thanks${location.search}`);
    return true;
  };

/** False where the browser lacks what it takes, or keeps nothing: the form is then sent like any other. */
const canBlind = (): boolean => {
  try {
    localStorage.setItem('blinded', '');
    localStorage.removeItem('blinded');
    return typeof crypto.subtle?.verify === 'function';
  } catch {
    return false;
  }
};

const sender = ({ data }: FormHere): Send | undefined => {
  if (!data['key'] || !canBlind()) return undefined;
  document.querySelector('[data-unblinded]')?.setAttribute('hidden', '');
  document.querySelector('[data-blinded]')?.removeAttribute('hidden');
  return sendBlindly(JSON.parse(data['key']));
};

startForm({ sender });
