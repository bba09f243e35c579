const warnSeconds = 20;

/**
 * A screen in a shop that nobody touches any more forgets what the last visitor entered and starts
 * again; a touch while it says so goes on.
 */
export const watchIdle = (
  form: HTMLFormElement,
  { seconds, text }: { readonly seconds: number; readonly text: string },
): void => {
  const bar = document.createElement('p');
  bar.className = 'idle';
  bar.setAttribute('role', 'alert');
  bar.hidden = true;
  document.body.append(bar);
  let left = seconds + warnSeconds;
  let isTouched = false;
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
    location.replace(location.href);
  }, 1_000);
};
