/**
 * Keeps what was entered in an open form for this tab, so that a reload does not lose it. It never
 * leaves the browser, and goes when the tab does.
 */
export const keepFields = (
  form: HTMLFormElement,
  key: string,
): {
  readonly restore: () => boolean;
  readonly changed: () => void;
  readonly forget: () => void;
} => {
  const controls = () => [
    ...form.querySelectorAll<HTMLInputElement>('.question :is(input,select,textarea)'),
  ];
  const isTicked = ({ type }: HTMLInputElement): boolean => type === 'radio' || type === 'checkbox';
  const storage = (): Storage | undefined => {
    try {
      return sessionStorage;
    } catch {
      // Forbidden in some frames: then nothing is kept.
      return undefined;
    }
  };
  return {
    restore: () => {
      const kept = storage()?.getItem(key);
      if (!kept) return false;
      const values: Record<string, string[]> = JSON.parse(kept);
      for (const control of controls()) {
        const given = values[control.name] ?? [];
        if (isTicked(control)) control.checked = given.includes(control.value);
        else control.value = given[0] ?? '';
      }
      return true;
    },
    changed: () => {
      const values: Record<string, string[]> = {};
      for (const control of controls())
        if (!isTicked(control) || control.checked)
          values[control.name] = [...(values[control.name] ?? []), control.value];
      storage()?.setItem(key, JSON.stringify(values));
    },
    forget: () => storage()?.removeItem(key),
  };
};
