import type { FailureCode } from '../shared/failure.ts';
import { type FormTexts, fillText, formTexts, pageLanguageOf } from './form-texts.ts';
import { html } from './html.ts';
import type { Label } from './label.ts';
import { page } from './page.ts';

export type Message =
  | 'thanks'
  | 'used'
  | 'closed'
  | 'invalid'
  | 'conflict'
  | 'full'
  | 'over'
  | 'changed'
  | 'many'
  | 'personal';

export interface MessageView {
  readonly language: string;
  readonly message: Message;
  /** The survey's own words instead of ours. */
  readonly text?: string | undefined;
  /** Where the answers can be changed, and until when in words. */
  readonly change?: { readonly href: string; readonly until: string } | undefined;
  /** Where a screen in a shop starts again, and after how many seconds it does so by itself. */
  readonly restart?: { readonly href: string; readonly seconds: number } | undefined;
  readonly script?: string | undefined;
}

/** A page that says one thing. */
export const messagePage = (view: MessageView): string => {
  const { language, message, text, change, restart, script } = view;
  const texts = formTexts[pageLanguageOf(language)];
  const title = texts[`${message}Title`];
  const content = html`<div class="card">
<h1>${title}</h1>
<p class="intro">${text ?? texts[`${message}Text`]}</p>
${
  change &&
  html`<p>${fillText(texts.changeUntil, change)}</p>
<p><a href="${change.href}">${texts.changeAnswers}</a></p>
`
}${
  restart &&
  html`<p>${fillText(texts.startsAgain, restart)}</p>
<p><a class="button" href="${restart.href}">${texts.startAgain}</a></p>
`
}</div>`;
  return page({ language, title, kiosk: restart !== undefined, content, script });
};

/** A label of a survey as text of a page, absent where the survey has none. */
export const labelText = (
  label: Label | undefined,
  language: string,
  defaultLanguage: string,
): string | undefined => label?.[language] ?? label?.[defaultLanguage];

/** What a refusal says to a visitor; absent for those that have no page of their own. */
export const refusalMessages = {
  invalid_token: 'invalid',
  survey_not_found: 'invalid',
  survey_not_open: 'closed',
  edit_window_closed: 'over',
  link_used: 'used',
  quota_full: 'full',
  stale_version: 'changed',
  response_conflict: 'conflict',
  too_many_requests: 'many',
} as const satisfies Partial<Record<FailureCode, Message>>;

const scriptRefusals = [
  'invalid_token',
  'survey_not_open',
  'link_used',
  'quota_full',
  'too_many_requests',
] as const;

/** Refusals in words, for a form that is sent by script. */
export const refusalWords = (texts: FormTexts): Readonly<Record<string, string>> =>
  Object.fromEntries(scriptRefusals.map((code) => [code, texts[`${refusalMessages[code]}Text`]]));
