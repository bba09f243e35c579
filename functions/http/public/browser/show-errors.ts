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

/** Takes back what was said before. */
const undo: (() => void)[] = [];

/** The words of the page for a code, the general ones where it has none. */
const wordsFor = ({ texts }: FormHere, code: string): string =>
  texts.errors?.[code] ?? texts.errors?.['other'] ?? '';

const controls = 'input,select,textarea';

/** Beside what it is about, and read with it: a row, a field of its own, or a group as a whole. */
const addNote = (box: HTMLElement, control: Element, text: string): void => {
  const row = control.closest('.row');
  const described = control.closest(row ? '[role=radiogroup]' : 'fieldset') ?? control;
  const note = add(row ?? box, 'p', text);
  note.className = 'error';
  note.id = `${control.id}-error`;
  if (!row) [...box.children].find((one) => one.contains(control))?.before(note);
  const before = described.getAttribute('aria-describedby') ?? '';
  described.setAttribute('aria-describedby', `${before} ${note.id}`);
  if (described === control) control.setAttribute('aria-invalid', 'true');
  undo.push(() => {
    note.remove();
    described.setAttribute('aria-describedby', before);
    described.removeAttribute('aria-invalid');
  });
};

const listItem = (here: FormHere, list: Element, { pointer, code }: Wrong): void => {
  const [, , id = '', part] = pointer.split('/');
  const box = here.boxes.find((one) => one.id === id)?.element;
  const text = wordsFor(here, code);
  const item = add(list, 'li', '');
  const ofPart = part === undefined ? null : document.getElementById(`q-${id}.${part}`);
  const control = ofPart ?? box?.querySelector(controls);
  const row = ofPart?.closest('.row')?.querySelector('span,label');
  const name = box?.querySelector('.title')?.textContent ?? id;
  const link = add(item, 'a', row ? `${name} – ${row.textContent}` : name);
  add(item, 'div', text);
  if (!box || !control) return;
  link.setAttribute('href', `#${control.id}`);
  addNote(box, control, text);
};

/**
 * Says what became of a form that was sent by script, as the server's own page would. Never leaves the
 * page: always false.
 */
export const showErrors = (here: FormHere, answer: ServerAnswer): false => {
  for (const back of undo.splice(0)) back();
  document.querySelector('.errors')?.remove();
  const { texts, form } = here;
  const summary = document.createElement('div');
  summary.className = 'errors';
  summary.setAttribute('role', 'alert');
  summary.tabIndex = -1;
  const wrong = wrongIn(answer);
  const code = String(answer.body['code'] ?? '');
  const refusal = texts.refusals?.[code] ?? texts.errorSending;
  add(summary, 'h2', wrong.length > 0 ? (texts.errorsTitle ?? '') : refusal);
  if (wrong.length > 0) {
    const list = add(summary, 'ul', '');
    for (const one of wrong) listItem(here, list, one);
  }
  form.before(summary);
  summary.focus();
  return false;
};
