import { createHash } from 'node:crypto';
import { type Html, html } from './html.ts';
import { pageStyle } from './page-style.ts';

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const styleHash = hashOf(pageStyle);

export interface PagePolicy {
  /** The script that the page carries; without it nothing may run. */
  readonly script?: string | undefined;
  /** Origins whose pages may show this one in a frame; nobody's without. */
  readonly framedBy?: readonly string[];
}

/**
 * All that a hosted page may do: its one style sheet and script by their hashes, and to talk to where it
 * came from. Nothing else is loaded, and nobody shows it in a frame but the origins of the survey.
 */
export const contentSecurityPolicy = ({ script, framedBy = [] }: PagePolicy = {}): string =>
  [
    "default-src 'none'",
    `style-src ${styleHash}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`, "connect-src 'self'"]),
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
  ].join('; ');

export interface PageContent {
  readonly language: string;
  readonly title: string;
  /** On a screen that stands in a shop: larger. */
  readonly kiosk?: boolean;
  readonly content: Html;
  readonly script?: string | undefined;
}

/** Scripts that are written from right to left. */
const leftward = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

const isLeftward = (language: string): boolean =>
  leftward.has(new Intl.Locale(language).maximize().script ?? '');

/** A whole document around the content of a page. */
export const page = ({ language, title, kiosk, content, script }: PageContent): string =>
  `<!doctype html>${
    html`<html lang="${language}"${isLeftward(language) && html` dir="rtl"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: pageStyle }}</style>
</head>
<body${kiosk === true && html` class="kiosk"`}>
<main>
${content}
</main>
${script !== undefined && html`<script>${{ markup: script }}</script>`}
</body>
</html>`.markup
  }`;
