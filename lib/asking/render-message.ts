import type { Customer } from '../customers/customer.ts';
import { html } from '../surveys/html.ts';
import { chooseLanguage } from '../surveys/language.ts';
import { countryLanguage } from './customer-zones.ts';
import { fillTemplate } from './message-template.ts';
import { askLanguages, askTextsIn } from './message-texts.ts';
import type { WaveDefinition } from './wave.ts';

/** A message as it is to be sent. */
export interface RenderedMessage {
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a message says, by language; absent: our own texts. */
export type MessageTexts = Pick<WaveDefinition, 'language' | 'subject' | 'body'>;

interface Occasion {
  readonly definition: MessageTexts;
  readonly customer: Pick<Customer, 'name' | 'location'>;
  /** The survey's, where neither the wave nor the country says one. */
  readonly defaultLanguage: string;
  readonly link: string;
  readonly unsubscribeLink: string;
  /** 0 for the question itself. */
  readonly reminder: number;
}

/** A header is one line. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ').trim();

const languageOf = ({ definition, customer, defaultLanguage }: Occasion): string => {
  const offered = definition.body === undefined ? askLanguages : Object.keys(definition.body);
  const wishes = [
    definition.language,
    countryLanguage(customer.location?.country),
    defaultLanguage,
  ];
  return chooseLanguage(wishes, offered, offered[0] ?? 'en');
};

/** The text in paragraphs, with the link as one that can be clicked. */
const asHtml = (
  text: string,
  {
    link,
    language,
    footer,
  }: { link: string; language: string; footer: { text: string; link: string } },
): string => {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => {
    const pieces = paragraph.split(link);
    const linked = pieces.map((piece, index) =>
      index === 0 ? html`${piece}` : html`<a href="${link}">${link}</a>${piece}`,
    );
    return html`<p>${linked}</p>`;
  });
  const foot = html`<p><small><a href="${footer.link}">${footer.text}</a></small></p>`;
  return `<!doctype html>${html`<html lang="${language}"><body>${paragraphs}${foot}</body></html>`.markup}`;
};

/** The message of an invitation, in one language, as plain text and as simple HTML. */
export const renderMessage = (occasion: Occasion): RenderedMessage => {
  const language = languageOf(occasion);
  const texts = askTextsIn(language);
  const { definition, customer, link, unsubscribeLink, reminder } = occasion;
  const values = { link, name: customer.name };
  const body = fillTemplate(definition.body?.[language] ?? texts.body, values);
  const subject = oneLine(fillTemplate(definition.subject?.[language] ?? texts.subject, values));
  return {
    language,
    subject: reminder === 0 ? subject : `${texts.reminderPrefix}${subject}`,
    text: `${body}\n\n--\n${texts.unsubscribe}: ${unsubscribeLink}\n`,
    html: asHtml(body, {
      link,
      language,
      footer: { text: texts.unsubscribe, link: unsubscribeLink },
    }),
  };
};
