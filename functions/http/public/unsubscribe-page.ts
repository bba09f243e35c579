import { askTextsIn } from '../../../lib/asking/message-texts.ts';
import { html } from '../../../lib/surveys/html.ts';
import { page } from '../../../lib/surveys/page.ts';
import type { Call } from '../handler.ts';
import { languageOf, pageHeaders } from './hosted-page.ts';

interface Visit {
  readonly query: { readonly lang?: string | undefined };
  readonly call: Call;
}

/** The page before and after a withdrawal. It names nobody, and is the same for all. */
export const unsubscribePage = (visit: Visit, { isDone }: { readonly isDone: boolean }) => {
  const language = languageOf(visit);
  const { title, question, button, done } = askTextsIn(language).page;
  const content = isDone
    ? html`<h1>${title}</h1><p role="status">${done}</p>`
    : html`<h1>${title}</h1><p>${question}</p><form method="post"><button type="submit">${button}</button></form>`;
  return {
    status: 200 as const,
    body: page({ language, title, content }),
    headers: pageHeaders(),
  };
};
