import type { ScriptTexts } from '../../../../lib/surveys/script-texts.ts';
import { dropConditions, followBranches } from './follow-branches.ts';
import { keepFields } from './keep-fields.ts';
import { type Box, boxesOf } from './read-answers.ts';
import { showErrors } from './show-errors.ts';

/** The form, and what the page says of itself in its data attributes. */
export interface FormHere {
  readonly form: HTMLFormElement;
  readonly data: DOMStringMap;
  readonly boxes: readonly Box[];
  readonly texts: ScriptTexts;
}

/** Keeps answers while they are given. */
export interface Keeper {
  readonly changed: () => void;
  /** The form is being sent. */
  readonly stop: () => void;
}

const nowhere: Keeper = { changed: () => {}, stop: () => {} };

const tabOf = ({ form, data }: FormHere): Keeper => {
  const kept = keepFields(form);
  if ('fresh' in data) kept.restore();
  return { changed: kept.changed, stop: kept.sending };
};

const keeperOf = (here: FormHere, { keepOnServer }: Parts): Keeper => {
  const { keep } = here.data;
  if (keep === 'tab') return tabOf(here);
  return (keep === 'server' && keepOnServer?.(here)) || nowhere;
};

/** Another language shows the same page again with what was entered: nothing is sent for good. */
const keepOnSwitch = ({ form }: FormHere): void => {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a'))
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const again = document.createElement('input');
      again.type = 'hidden';
      again.name = '_show';
      again.value = '1';
      form.append(again);
      form.action = link.href;
      form.submit();
    });
};

const countCharacters = ({ form, texts }: FormHere): void => {
  for (const field of form.querySelectorAll('textarea')) {
    const hint = document.getElementById(`${field.id}-hint`);
    const count = (): void => {
      const left = field.maxLength - field.value.length;
      if (hint) hint.textContent = texts.textLeft.replace('{left}', left.toLocaleString('en-US'));
    };
    field.addEventListener('input', count);
    if (field.value !== '') count();
  }
};

/** The button while the form is under way: it takes no second click. */
const busyButton = ({ form, texts }: FormHere) => {
  const button = form.querySelector<HTMLButtonElement>(':scope>button');
  const label = button?.textContent ?? '';
  return (isBusy: boolean): void => {
    if (!button) return;
    button.textContent = isBusy ? texts.sending : label;
    if (isBusy) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  };
};

/** Sends the form by script; true when the page is being left. */
export type Send = (here: FormHere) => Promise<boolean>;

/** Nobody is told that sending was given up on: after a while it may be tried again, which counts once. */
const busyMs = 15_000;

/** False, and said, where what is on the page would be lost by sending it now. */
const canLeave = (here: FormHere): boolean => {
  const dates = here.boxes.flatMap(({ element }) =>
    element.hidden ? [] : [...element.querySelectorAll<HTMLInputElement>('[type=date]')],
  );
  // Half a date, or 31 February: the browser would send nothing in its place.
  if (!dates.every((date) => !date.validity.badInput || date.reportValidity())) return false;
  return navigator.onLine || showErrors(here, { status: 0, body: {} });
};

const guardSending = (here: FormHere, keeper: Keeper, send: Send | undefined): void => {
  const { form } = here;
  const setBusy = busyButton(here);
  let isSending = false;
  const done = (): void => {
    isSending = false;
    setBusy(false);
  };
  form.addEventListener('submit', (event) => {
    const mayGo = !isSending && canLeave(here);
    if (!mayGo || send) event.preventDefault();
    if (!mayGo) return;
    isSending = true;
    setBusy(true);
    if (!send) setTimeout(done, busyMs);
    keeper.stop();
    if (send) void send(here).then((isLeaving) => isLeaving || done());
  });
  // Back from the next page: the browser may show this one as it was.
  addEventListener('pageshow', done);
};

/** What one kind of form does that others do not. */
export interface Parts {
  readonly keepOnServer?: (here: FormHere) => Keeper;
  /** Gives what takes the place of the browser's own sending. */
  readonly sender?: (here: FormHere) => Send | undefined;
  readonly watch?: (here: FormHere) => void;
}

/** Everything that the page does better with a script. */
export const startForm = (parts: Parts): void => {
  const form = document.querySelector('form');
  if (!form) return;
  const { dataset: data } = form;
  const here: FormHere = {
    form,
    data,
    boxes: boxesOf(form),
    texts: JSON.parse(data['texts'] ?? '{}'),
  };
  const keeper = keeperOf(here, parts);
  dropConditions(here.boxes);
  followBranches(here.boxes);
  form.addEventListener('input', () => {
    followBranches(here.boxes);
    keeper.changed();
  });
  keepOnSwitch(here);
  countCharacters(here);
  guardSending(here, keeper, parts.sender?.(here));
  parts.watch?.(here);
  document.querySelector<HTMLElement>('.errors')?.focus();
};
