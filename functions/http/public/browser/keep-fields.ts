import { isTicked } from './is-ticked.ts';

/** As a page keeps them: by name, and since when. */
interface Kept {
  readonly atMs: number;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** For as long the server takes the same content from one rendering for one response. */
const sameForMs = 24 * 3_600_000;

/** The thanks belong to the form before them. A link of its own has an address of its own. */
const key = (): string => `answers:${location.pathname.replace(/\/thanks$/, '')}`;

const storage = (): Storage | undefined => {
  try {
    return sessionStorage;
  } catch {
    // Forbidden in some frames: then nothing is kept.
    return undefined;
  }
};

/** Names this rendering of an open form; kept once it was sent. */
const tokenName = '_form';

/** The answers, and the token of the page. */
const controlsOf = (form: HTMLFormElement): readonly HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>(
    `.question :is(input,select,textarea),[name=${tokenName}]`,
  ),
];

const valuesOf = (form: HTMLFormElement, isSent: boolean): Kept['values'] => {
  const values: Record<string, string[]> = {};
  for (const control of controlsOf(form))
    if (isTicked(control) ? control.checked : isSent || control.name !== tokenName)
      values[control.name] = [...(values[control.name] ?? []), control.value];
  return values;
};

const show = (form: HTMLFormElement, { atMs, values }: Kept): void => {
  for (const control of controlsOf(form)) {
    const given = values[control.name];
    if (isTicked(control)) control.checked = given?.includes(control.value) === true;
    else if (control.name !== tokenName) control.value = given?.[0] ?? '';
    // Nobody knows whether they arrived: sent again as they are, they are the same response.
    else if (given && Date.now() - atMs < sameForMs) control.value = given[0] ?? '';
  }
};

/** The answers have arrived: this tab keeps them no longer. */
export const forgetFields = (): void => storage()?.removeItem(key());

/**
 * Keeps what was entered in an open form for this tab until it has arrived, so that neither a reload
 * nor a line that broke while it was sent loses it. It never leaves the browser, and goes when the tab
 * does.
 */
export const keepFields = (
  form: HTMLFormElement,
): { readonly restore: () => void; readonly changed: () => void; readonly sending: () => void } => {
  const keep = (isSent: boolean): void => {
    const kept: Kept = { atMs: Date.now(), values: valuesOf(form, isSent) };
    storage()?.setItem(key(), JSON.stringify(kept));
  };
  return {
    restore: () => {
      const kept = storage()?.getItem(key());
      if (kept) show(form, JSON.parse(kept));
    },
    changed: () => keep(false),
    sending: () => keep(true),
  };
};
