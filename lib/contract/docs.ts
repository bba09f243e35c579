import { failures } from '../shared/failure.ts';
import { bodyTypesOf } from './bodies.ts';
import { describeIn } from './docs-descriptions.ts';
import { type Html, html, prose } from './docs-html.ts';
import { type Schema, schemaTable, schemaType } from './docs-schema.ts';
import { docsStyle } from './docs-style.ts';
import { failureTitlesZh, scopeTextsZh } from './docs-titles.ts';
import { type DocsLanguage, docsWords } from './docs-words.ts';
import { groups } from './openapi-parts.ts';
import { failuresOf } from './problems.ts';
import type { HttpGroup, Route } from './route.ts';
import { scopes } from './scopes.ts';

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly description?: string }>>;
}

/** The part of the OpenAPI document that the page shows. */
export interface DocsDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const groupNames = [
  'customers',
  'events',
  'surveys',
  'waves',
  'feedback',
  'cases',
  'scores',
  'insights',
  'public',
  'meta',
] as const satisfies readonly HttpGroup[];

type Words = (name: Exclude<keyof typeof docsWords, 'conventionItems'>) => string;

const wordsIn =
  (language: DocsLanguage): Words =>
  (name) =>
    docsWords[name][language];

const section = (title: string, content: Html | undefined): Html =>
  content === undefined ? html`` : html`<h4>${title}</h4><div class="scroll">${content}</div>`;

const bodyOf = ({ content = {} }: Content, language: DocsLanguage): Html | undefined => {
  const [schema] = Object.values(content).flatMap((media) => media.schema ?? []);
  return schema && schemaType(schema, language);
};

const parametersOf = (operation: Operation, language: DocsLanguage): Html | undefined => {
  const own = (operation.parameters ?? []).filter((parameter) => 'in' in parameter);
  if (own.length === 0) return undefined;
  const members = own.map(({ name, schema, description }) => [
    name,
    { ...schema, ...(description ? { description } : {}) },
  ]);
  const required = own.filter((parameter) => parameter.required).map(({ name }) => name);
  return schemaTable(Object.fromEntries(members), required, language);
};

const answersOf = (route: Route, operation: Operation, language: DocsLanguage): Html => {
  const rows = Object.entries(route.replies).map(([status, { description }]) => {
    const body = bodyOf(operation.responses[status] ?? {}, language);
    return html`<tr><th scope="row"><b>${status}</b></th><td>${prose(describeIn(description, language))}</td><td>${
      body ?? docsWords.empty[language]
    }</td></tr>`;
  });
  return html`<table><tbody>${rows}</tbody></table>`;
};

const refusalsOf = (route: Route): Html => ({
  html: failuresOf(route)
    .map((code) => html`<a href="#problem-${code}"><code>${code}</code></a>`.html)
    .join(' '),
});

const scopesOf = ({ scopes: needed }: Route, words: Words): Html =>
  typeof needed === 'string'
    ? html`${words('noScopes')}`
    : html`${needed.map((scope) => html`<code>${scope}</code> `)}`;

const operationArticle = (route: Route, document: DocsDocument, language: DocsLanguage): Html => {
  const words = wordsIn(language);
  const operation = document.paths[route.path]?.[route.method.toLowerCase()];
  if (!operation) return html``;
  const body = bodyOf(operation.requestBody ?? {}, language);
  const bodyTypes = bodyTypesOf(route).join(', ');
  return html`<article id="${route.id}"><h3>${route.summary[language]}</h3>
<p class="path"><b>${route.method}</b> ${route.path}</p>
${route.description ? html`<p>${prose(route.description[language])}</p>` : ''}
${section(words('scopesNeeded'), scopesOf(route, words))}
${section(words('parameters'), parametersOf(operation, language))}
${section(`${words('requestBody')} (${bodyTypes})`, body)}
${section(words('answers'), answersOf(route, operation, language))}
${section(words('refusals'), refusalsOf(route))}</article>`;
};

/** Texts of the contract in the page's language: those with a translation, else as they are on the wire. */
const inLanguage = (
  language: DocsLanguage,
  english: Readonly<Record<string, string>>,
  chinese: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] =>
  Object.entries(english).map(([name, text]) => [
    name,
    language === 'zh' ? (chinese[name] ?? text) : text,
  ]);

const statuses: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(failures).map(([code, { status }]) => [code, status]),
);

const titles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(failures).map(([code, { title }]) => [code, title]),
);

const problemRows = (language: DocsLanguage): readonly Html[] =>
  inLanguage(language, titles, failureTitlesZh).map(
    ([code, title]) =>
      html`<tr id="problem-${code}"><th scope="row"><code>${code}</code></th><td>${statuses[code] ?? ''}</td><td>${title}</td></tr>`,
  );

const contents = (rows: readonly Route[], language: DocsLanguage): readonly Html[] =>
  groupNames.map(
    (group) =>
      html`<li><a href="#${group}">${groups[group][language]}</a><ul>${rows
        .filter((route) => route.group === group)
        .map(
          (route) => html`<li><a href="#${route.id}">${route.summary[language]}</a></li>`,
        )}</ul></li>`,
  );

const introduction = (language: DocsLanguage): Html => {
  const words = wordsIn(language);
  return html`<h2>${words('conventions')}</h2>
<ul>${docsWords.conventionItems[language].map((item) => html`<li>${prose(item)}</li>`)}</ul>
<h2>${words('authorization')}</h2><p>${prose(words('authorizationText'))}</p>
<div class="scroll"><table><tbody>${inLanguage(language, scopes, scopeTextsZh).map(
    ([name, what]) => html`<tr><th scope="row"><code>${name}</code></th><td>${what}</td></tr>`,
  )}</tbody></table></div>`;
};

/** The contract as one readable page without scripts, in a language, from the same document that machines get. */
export const renderDocs = (
  document: DocsDocument,
  rows: readonly Route[],
  language: DocsLanguage,
): string => {
  const words = wordsIn(language);
  const other = language === 'en' ? 'zh' : 'en';
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${words('title')}</title>
<style>${{ html: docsStyle }}</style></head><body>
<header><h1>${words('title')}</h1><a href="?lang=${other}" lang="${other}">${words('otherLanguage')}</a>
<a href="/v1/openapi.json">${words('document')}</a></header>
<p>${words('lead')}</p>
<nav aria-label="${words('contents')}"><ul>${contents(rows, language)}</ul></nav>
<main>${introduction(language)}
${groupNames.map(
  (group) =>
    html`<h2 id="${group}">${groups[group][language]}</h2>${rows
      .filter((route) => route.group === group)
      .map((route) => operationArticle(route, document, language))}`,
)}
<h2>${words('schemas')}</h2>${Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      html`<article id="${name}"><h3>${name}</h3><p>${prose(describeIn(schema.description ?? '', language))}</p><div class="scroll">${schemaType(schema, language)}</div></article>`,
  )}
<h2>${words('problems')}</h2><div class="scroll"><table><thead><tr><th scope="col">${words('code')}</th><th scope="col">${words('status')}</th><th scope="col">${words('meaning')}</th></tr></thead><tbody>${problemRows(language)}</tbody></table></div>
</main></body></html>`.html;
};
