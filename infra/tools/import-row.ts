import { createHash } from 'node:crypto';
import { toOccurredAt } from './calendar.ts';
import { toMinor } from './decimal.ts';
import type { Mapping } from './mapping.ts';

export type CsvRow = Readonly<Record<string, string>>;

/** A row that can be sent, or why it cannot. */
export type Converted<T> = { readonly value: T } | { readonly refused: string };

export interface ImportSettings {
  readonly mapping: Mapping;
  readonly currency: string;
  /** Name of the source in external ids. */
  readonly source: string;
  readonly zone?: string;
}

export const transactionMembers = [
  'id',
  'date',
  'amount',
  'order',
  'category',
  'cost',
  'discount',
] as const;
export const customerMembers = [
  'id',
  'name',
  'email',
  'phone',
  'kind',
  'country',
  'city',
  'tags',
] as const;

/**
 * Event ids come from the row's content and its occurrence number in the file, so that importing the
 * same file again repeats the same ids, while two equal rows are two purchases. One instance reads one
 * file from its first row on; it keeps eight bytes of digest a distinct row.
 */
export const occurrenceIds = (source: string) => {
  const seen = new Map<bigint, number>();
  return (cells: readonly string[]): string => {
    const digest = createHash('sha256')
      .update(JSON.stringify([source, ...cells]))
      .digest();
    const short = digest.readBigUInt64BE();
    const occurrence = (seen.get(short) ?? 0) + 1;
    seen.set(short, occurrence);
    return `imp-${digest.toString('hex').slice(0, 32)}-${occurrence}`;
  };
};

const cell = (row: CsvRow, column: string | undefined): string =>
  column === undefined ? '' : (row[column] ?? '').trim();

/** A purchase event as POST /v1/events/batch takes it. */
export interface PurchaseRow {
  readonly id: string;
  readonly externalId: { readonly source: string; readonly id: string };
  readonly type: 'purchase';
  readonly occurredAt: string;
  readonly orderId: string;
  readonly amount: { readonly amount: number; readonly currency: string };
  readonly cost?: { readonly amount: number; readonly currency: string };
  readonly discount?: { readonly amount: number; readonly currency: string };
  readonly category?: string;
}

/** Amounts that a row may leave empty. */
const optionalAmounts = (
  row: CsvRow,
  { mapping, currency }: ImportSettings,
): Converted<Pick<PurchaseRow, 'cost' | 'discount'>> => {
  const value: Record<string, PurchaseRow['amount']> = {};
  for (const name of ['cost', 'discount']) {
    const text = cell(row, mapping[name]);
    if (text === '') continue;
    const amount = toMinor(text, currency);
    if (amount === undefined) return { refused: `"${text}" is no amount in ${currency}` };
    value[name] = { amount, currency };
  }
  return { value };
};

export const toPurchase = (
  row: CsvRow,
  eventId: string,
  settings: ImportSettings,
): Converted<PurchaseRow> => {
  const { mapping, currency, source } = settings;
  const id = cell(row, mapping['id']);
  if (!id) return { refused: 'the customer id is empty' };
  const occurredAt = toOccurredAt(cell(row, mapping['date']), settings.zone);
  if (!occurredAt) return { refused: `"${cell(row, mapping['date'])}" is no date` };
  const amount = toMinor(cell(row, mapping['amount']), currency);
  if (amount === undefined) {
    return { refused: `"${cell(row, mapping['amount'])}" is no amount in ${currency}` };
  }
  const optional = optionalAmounts(row, settings);
  if ('refused' in optional) return optional;
  const category = cell(row, mapping['category']);
  return {
    value: {
      id: eventId,
      externalId: { source, id },
      type: 'purchase',
      occurredAt,
      orderId: cell(row, mapping['order']) || eventId,
      amount: { amount, currency },
      ...optional.value,
      ...(category ? { category } : {}),
    },
  };
};

/** A customer as POST /v1/customers/batch takes it. */
export interface CustomerRow {
  readonly kind?: 'individual' | 'business';
  readonly name?: string;
  readonly externalIds: readonly { readonly source: string; readonly id: string }[];
  readonly email?: string;
  readonly phone?: string;
  readonly location?: { readonly country?: string; readonly city?: string };
  readonly tags?: readonly string[];
}

/** The least that a transaction says of its customer. A name or kind here would replace what is stored. */
export const bareCustomer = (id: string, source: string): CustomerRow => ({
  externalIds: [{ source, id }],
});

/** Members of a customer that the file holds as plain text, each left out when its cell is empty. */
const plainMembers = (row: CsvRow, mapping: Mapping, members: readonly string[]) =>
  Object.fromEntries(
    members
      .map((member) => [member, cell(row, mapping[member])] as const)
      .filter(([, text]) => text !== ''),
  );

export const toCustomer = (row: CsvRow, settings: ImportSettings): Converted<CustomerRow> => {
  const { mapping, source } = settings;
  const id = cell(row, mapping['id']);
  if (!id) return { refused: 'the customer id is empty' };
  const kind = cell(row, mapping['kind']);
  if (kind !== '' && kind !== 'individual' && kind !== 'business') {
    return { refused: `"${kind}" is no kind of customer` };
  }
  const location = plainMembers(row, mapping, ['country', 'city']);
  const tags = cell(row, mapping['tags'])
    .split(/[;|]/)
    .map((tag) => tag.trim())
    .filter(Boolean);
  return {
    value: {
      ...bareCustomer(id, source),
      ...(kind === '' ? {} : { kind }),
      ...plainMembers(row, mapping, ['name', 'email', 'phone']),
      ...(Object.keys(location).length > 0 ? { location } : {}),
      ...(tags.length > 0 ? { tags } : {}),
    },
  };
};
