import { describeIn } from './docs-descriptions.ts';
import { type Html, html, prose } from './docs-html.ts';
import { type DocsLanguage, docsWords } from './docs-words.ts';

/** The part of a JSON schema that the page shows. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export const refName = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

const limits = [
  ['minimum', 'atLeast'],
  ['maximum', 'atMost'],
  ['minLength', 'lengthAtLeast'],
  ['maxLength', 'lengthAtMost'],
  ['minItems', 'itemsAtLeast'],
  ['maxItems', 'itemsAtMost'],
] as const;

const limitsOf = (schema: Schema, language: DocsLanguage): readonly Html[] =>
  limits.flatMap(([name, words]) => {
    const bound = schema[name];
    // The bounds of a whole number that doubles hold exactly say nothing to a reader.
    return bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER
      ? []
      : [html` <small>${docsWords[words][language]} ${bound}</small>`];
  });

const join = (parts: readonly Html[], between: string): Html => ({
  html: parts.map((part) => part.html).join(between),
});

const values = (list: readonly unknown[]): Html =>
  join(
    list.map((value) => html`<code>${JSON.stringify(value)}</code>`),
    ' ',
  );

/** How each kind of schema is written; the first that applies. */
const kinds: readonly ((schema: Schema, language: DocsLanguage) => Html | undefined)[] = [
  ({ $ref }) => ($ref ? html`<a href="#${refName($ref)}">${refName($ref)}</a>` : undefined),
  (schema) => (schema.const === undefined ? undefined : values([schema.const])),
  (schema) => (schema.enum ? values(schema.enum) : undefined),
  (schema, language) => {
    const branches = schema.anyOf ?? schema.oneOf;
    if (!branches) return undefined;
    const written = join(
      branches.map((branch) => schemaType(branch, language)),
      ' · ',
    );
    return html`${docsWords.anyOf[language]} ${written}`;
  },
  ({ allOf }, language) =>
    allOf &&
    join(
      allOf.map((part) => schemaType(part, language)),
      ' + ',
    ),
  ({ items }, language) =>
    items && html`${docsWords.listOf[language]} ${schemaType(items, language)}`,
  ({ properties, required = [] }, language) =>
    properties && schemaTable(properties, required, language),
  ({ additionalProperties }, language) =>
    typeof additionalProperties === 'object'
      ? html`${docsWords.mapOf[language]} ${schemaType(additionalProperties, language)}`
      : undefined,
];

const plain = ({ type, format, pattern }: Schema, language: DocsLanguage): Html => {
  const name = type === undefined ? docsWords.anything[language] : [type].flat().join(' | ');
  return html`${name}${format ? html` <small>${format}</small>` : ''}${
    pattern && !format ? html` <small><code>${pattern}</code></small>` : ''
  }`;
};

/** A schema in a table cell: its name, its values, or the table of its own members. */
export const schemaType = (schema: Schema, language: DocsLanguage): Html => {
  for (const kind of kinds) {
    const written = kind(schema, language);
    if (written) return html`${written}${limitsOf(schema, language)}`;
  }
  return html`${plain(schema, language)}${limitsOf(schema, language)}`;
};

/** A row for each member: name, type, meaning. */
export const schemaTable = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  language: DocsLanguage,
): Html =>
  html`<table><tbody>${Object.entries(properties).map(
    ([name, schema]) =>
      html`<tr><th scope="row"><code>${name}</code>${
        required.includes(name) ? html` <em>${docsWords.required[language]}</em>` : ''
      }</th><td>${schemaType(schema, language)}</td><td>${prose(describeIn(schema.description ?? '', language))}</td></tr>`,
  )}</tbody></table>`;
