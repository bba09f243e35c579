import { askServer, type ServerAnswer } from './ask-server.ts';
import { type BlindedMessage, blindMessage, type PublicKey, unblind } from './blind-message.ts';
import { askedAnswers } from './follow-branches.ts';
import { showErrors } from './show-errors.ts';
import { type FormHere, type Send, startForm } from './start-form.ts';

/**
 * What was begun with this link. It must outlive a lost reply and a closed tab: the link signs one
 * blinded message and no other. It goes as soon as the answers have arrived.
 */
interface Pending {
  readonly read: () => BlindedMessage | undefined;
  readonly keep: (message: BlindedMessage) => void;
  readonly forget: () => void;
}

const pendingOf = (token: string): Pending => {
  const key = `blinded:${token}`;
  return {
    read: () => JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined,
    keep: (message) => localStorage.setItem(key, JSON.stringify(message)),
    forget: () => localStorage.removeItem(key),
  };
};

/** The right to answer once: a signature that nobody can trace to the link. */
const credentialOf = async (
  { data }: FormHere,
  key: PublicKey,
  pending: Pending,
): Promise<ServerAnswer | { readonly message: string; readonly signature: string }> => {
  const blinded = pending.read() ?? (await blindMessage(key));
  pending.keep(blinded);
  const answer = await askServer('POST', `/s/${data['token']}/signature`, {
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
  (key: PublicKey, pending: Pending): Send =>
  async (here) => {
    const { boxes, data } = here;
    const credential = await credentialOf(here, key, pending);
    if ('status' in credential) return showErrors(here, credential);
    const answer = await askServer('POST', `/v1/surveys/${data['survey']}/responses`, {
      credential,
      language: document.documentElement.lang,
      answers: askedAnswers(boxes),
    });
    if (answer.status !== 200 && answer.status !== 201) return showErrors(here, answer);
    pending.forget();
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
  return sendBlindly(JSON.parse(data['key']), pendingOf(data['token'] ?? ''));
};

startForm({ sender });
