import type { ServerAnswer } from './ask-server.ts';
import type { FormHere } from './start-form.ts';

/** One thing wrong: a question, or a row or option of it, and what the server calls it. */
interface Wrong {
  readonly pointer: string;
  readonly code: string;
}

const wrongIn = ({ status, body }: ServerAnswer): readonly Wrong[] =>
  status === 422 && Array.isArray(body['errors']) ? body['errors'] : [];

const add = (parent: Element, name: string, text: string): HTMLElement => {
  const element = document.createElement(name);
  element.textContent = text;
  parent.append(element);
  return element;
};

const clear = (): void => {
  for (const old of document.querySelectorAll('.errors,.question .error')) old.remove();
};

/** The words of the page for a code, the general ones where it has none. */
const wordsFor = ({ texts }: FormHere, code: string): string =>
  texts.errors?.[code] ?? texts.errors?.['other'] ?? '';

const listItem = (here: FormHere, list: Element, { pointer, code }: Wrong): void => {
  const [, , id = '', part] = pointer.split('/');
  const box = here.boxes.find((one) => one.id === id)?.element;
  const text = wordsFor(here, code);
  const item = add(list, 'li', '');
  const control =
    (part && document.getElementById(`q-${id}.${part}`)) ||
    box?.querySelector('input,select,textarea');
  const link = add(item, 'a', box?.querySelector('.title')?.textContent ?? id);
  if (control) link.setAttribute('href', `#${control.id}`);
  item.append(`: ${text}`);
  const place = control?.closest('.row') ?? box;
  if (!place || !control) return;
  const note = add(place, 'p', text);
  note.className = 'error';
  note.id = `${control.id}-error`;
  control.setAttribute('aria-describedby', note.id);
};

/**
 * Says what became of a form that was sent by script, as the server's own page would. Never leaves the
 * page: always false.
 */
export const showErrors = (here: FormHere, answer: ServerAnswer): false => {
  clear();
  const { texts, form } = here;
  const summary = document.createElement('div');
  summary.className = 'errors';
  summary.setAttribute('role', 'alert');
  summary.tabIndex = -1;
  const wrong = wrongIn(answer);
  const code = String(answer.body['code'] ?? '');
  add(
    summary,
    'h2',
    (wrong.length > 0 ? texts.errorsTitle : texts.refusals?.[code]) ?? texts.errorSending ?? '',
  );
  if (wrong.length > 0) {
    const list = add(summary, 'ul', '');
    for (const one of wrong) listItem(here, list, one);
  }
  form.before(summary);
  summary.focus();
  return false;
};
