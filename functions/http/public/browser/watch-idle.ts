const warnSeconds = 20;

/**
 * The address without the language of the last visitor, and without a fragment: with one, it would be
 * a place on this page, and nothing would be loaded.
 */
const startAddress = (): string => {
  const query = new URLSearchParams(location.search);
  query.delete('lang');
  return `${location.pathname}?${query}`;
};

/**
 * A screen in a shop that nobody touches any more forgets what the last visitor entered and starts
 * again; a touch while it says so goes on. A page that was shown again with what was entered has been
 * touched already.
 */
export const watchIdle = (
  form: HTMLFormElement,
  {
    seconds,
    text,
    isFresh,
  }: { readonly seconds: number; readonly text: string; readonly isFresh: boolean },
): void => {
  // Should somebody come back to a page that was sent, it is asked for anew and not sent again.
  history.replaceState(null, '', startAddress());
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  const bar = document.createElement('p');
  bar.className = 'idle';
  bar.setAttribute('role', 'alert');
  bar.hidden = true;
  document.body.append(bar);
  let left = seconds + warnSeconds;
  let isTouched = !isFresh;
  const touch = (): void => {
    isTouched = true;
    left = seconds + warnSeconds;
    bar.hidden = true;
  };
  for (const name of ['pointerdown', 'keydown', 'input', 'scroll']) addEventListener(name, touch);
  setInterval(() => {
    if (!isTouched) return;
    left -= 1;
    if (left > warnSeconds) return;
    // Said once, with the seconds that there are: a screen reader would read each of them.
    if (bar.hidden) bar.textContent = text.replace('{seconds}', String(warnSeconds));
    bar.hidden = false;
    if (left > 0) return;
    form.reset();
    location.replace(startAddress());
  }, 1_000);
};
