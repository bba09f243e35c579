import { toOccurredAt } from './calendar.ts';
import type { Converted, CsvRow } from './import-row.ts';
import { type Mapping, parseMapping } from './mapping.ts';

/** How the rows of a platform become feedback: adding a platform is adding a row here, or saying it by options. */
export interface ReviewSource {
  readonly channel: 'review' | 'social';
  /** Worst and best rating; null where there is none. */
  readonly scale: { readonly min: number; readonly max: number } | null;
  /** Which column holds which member. */
  readonly mapping: Mapping;
}

/** Two examples: an export of star ratings, and one of posts. */
export const reviewSources = {
  stars: {
    channel: 'review',
    scale: { min: 1, max: 5 },
    mapping: { id: 'id', date: 'date', rating: 'rating', text: 'text', author: 'author' },
  },
  posts: {
    channel: 'social',
    scale: null,
    mapping: { id: 'id', date: 'date', text: 'text', handle: 'handle', url: 'url' },
  },
} as const satisfies Record<string, ReviewSource>;

export const reviewMembers = [
  'id',
  'date',
  'rating',
  'text',
  'author',
  'handle',
  'email',
  'phone',
  'city',
  'language',
  'url',
  'order',
] as const;

export interface ReviewOptions {
  readonly like?: string | undefined;
  readonly map?: string | undefined;
  readonly scale?: string | undefined;
}

/** The source that the options describe: an example, with columns and scale of the caller's own where given. */
export const reviewSourceOf = ({ like = 'stars', map, scale }: ReviewOptions): ReviewSource => {
  const example = Object.entries(reviewSources).find(([name]) => name === like)?.[1];
  if (!example) throw new Error(`--like takes ${Object.keys(reviewSources).join(' or ')}.`);
  return {
    channel: example.channel,
    scale: scale === undefined ? example.scale : parseScale(scale),
    mapping: map === undefined ? example.mapping : parseMapping(map, reviewMembers, ['id', 'date']),
  };
};

const parseScale = (text: string): NonNullable<ReviewSource['scale']> => {
  const [, low, high] = /^(-?\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const [min, max] = [Number(low), Number(high)];
  if (!(min < max)) throw new Error('--scale takes the worst and the best rating, such as 1..5.');
  return { min, max };
};

/** An item as POST /v1/feedback takes it. */
export type ReviewRow = Readonly<Record<string, unknown>>;

/** A row of a file as feedback; what is wrong with its values is told by the API. */
export const toReview = (
  row: CsvRow,
  { channel, scale, mapping }: ReviewSource,
  { source, zone }: { readonly source: string; readonly zone?: string },
): Converted<ReviewRow> => {
  const cell = (member: string): string => (row[mapping[member] ?? ''] ?? '').trim();
  const occurredAt = toOccurredAt(cell('date'), zone);
  if (!cell('id')) return { refused: 'the id of the review is empty' };
  if (!occurredAt) return { refused: `"${cell('date')}" is no date` };
  const value = cell('rating') === '' ? undefined : Number(cell('rating'));
  if (Number.isNaN(value)) return { refused: `"${cell('rating')}" is no rating` };
  if (value !== undefined && scale === null) return { refused: 'a rating needs --scale' };
  const author = {
    ...named('name', cell('author')),
    ...Object.assign(
      {},
      ...['handle', 'email', 'phone', 'city'].map((one) => named(one, cell(one))),
    ),
  };
  return {
    value: {
      ...{ channel, source, externalId: cell('id'), occurredAt },
      ...(value === undefined ? {} : { rating: { value, ...scale } }),
      ...Object.assign({}, ...['text', 'language', 'url'].map((one) => named(one, cell(one)))),
      ...named('orderId', cell('order')),
      ...(Object.keys(author).length > 0 ? { author } : {}),
    },
  };
};

/** A member, left out where its cell is empty. */
const named = (name: string, text: string): Readonly<Record<string, string>> =>
  text === '' ? {} : { [name]: text };
