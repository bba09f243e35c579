/** Markup that is safe to send. Only the `html` tag makes it. */
export interface Html {
  readonly markup: string;
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);

const isList = (piece: Piece): piece is readonly Piece[] => Array.isArray(piece);

const render = (piece: Piece): string => {
  if (piece === null || piece === undefined || piece === false) return '';
  if (isList(piece)) return piece.map(render).join('');
  return typeof piece === 'object' ? piece.markup : escapeText(String(piece));
};

/**
 * A template whose values are escaped, other templates apart. Attribute values must stand in double
 * quotes; nothing absent, null or false is written.
 */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  markup: strings.reduce(
    (text, part, index) => text + part + (index < pieces.length ? render(pieces[index]) : ''),
    '',
  ),
});
