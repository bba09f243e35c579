import { beforeFrom } from '../shared/before-from.ts';
import { ledgerOf } from '../shared/ids.ts';
import type { Page } from '../shared/pages.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { dateToDay, epochMs, startOfDay, toInstant } from '../shared/time.ts';
import type { EventType, LedgerEvent } from './ledger-event.ts';
import type { EventsQuery, ListEvents, PositionedEvent, ScoreStore } from './ports.ts';

export interface EventFilter {
  readonly type?: EventType | undefined;
  /** A business day (from its start) or an instant; inclusive. */
  readonly from?: string | undefined;
  /** A business day (to its end) or an instant; inclusive. */
  readonly to?: string | undefined;
}

export interface EventPage {
  readonly limit: number;
  readonly after?: string | undefined;
}

export interface ListDependencies {
  readonly scores: Pick<ScoreStore, 'read'>;
  readonly list: ListEvents;
  readonly zone: string;
}

/** Keys that one page looks at for a rare type: behind that it is short, with a cursor to go on. */
const examinedMax = 1_000;

/** A customer's events, newest first. */
export const listCustomerEvents =
  ({ scores, list, zone }: ListDependencies) =>
  async (
    customerId: string,
    filter: EventFilter,
    page: EventPage,
  ): Promise<Result<Page<LedgerEvent, string>>> => {
    const record = await scores.read(customerId);
    if (!record) return fail('customer_not_found');
    if (record.status === 'erased') return fail('customer_erased');
    const bounds = timeBounds(filter, zone);
    if (bounds.from !== undefined && bounds.to !== undefined && bounds.from > bounds.to)
      return fail('invalid_request', { errors: [beforeFrom] });
    return ok(await fill(list, { ledgerId: ledgerOf(customerId), ...bounds }, filter.type, page));
  };

type Range = Pick<EventsQuery, 'ledgerId' | 'from' | 'to'>;

/** Reads on until the page is full, the ledger ends, or enough was looked at. */
const fill = async (
  list: ListEvents,
  range: Range,
  type: EventType | undefined,
  { limit, after }: EventPage,
): Promise<Page<LedgerEvent, string>> => {
  const found: LedgerEvent[] = [];
  let position = after;
  for (let examined = 0; examined < examinedMax && found.length < limit; ) {
    const keys = type === undefined ? limit - found.length : pageMax;
    const before = position === undefined ? {} : { before: position };
    const { items, next } = await list({ ...range, ...before, limit: keys });
    examined += keys;
    const taken = takeMatching(items, type, limit - found.length);
    found.push(...taken.events);
    position = taken.stoppedAt ?? next;
    if (position === undefined) return { items: found };
  }
  return { items: found, ...(position === undefined ? {} : { next: position }) };
};

/** The first events of a type, and where they stop short of the last item. */
const takeMatching = (
  items: readonly PositionedEvent[],
  type: EventType | undefined,
  count: number,
): { readonly events: readonly LedgerEvent[]; readonly stoppedAt?: string } => {
  const matching = items.filter(({ event }) => type === undefined || event.type === type);
  const taken = matching.slice(0, count);
  const last = taken.at(-1);
  const events = taken.map(({ event }) => event);
  return taken.length < count || !last || last === items.at(-1)
    ? { events }
    : { events, stoppedAt: last.position };
};

/** Items that one BatchGetItem reads. */
const pageMax = 100;

const isDate = (text: string): boolean => text.length === 'YYYY-MM-DD'.length;

/** `from` and `to` as bounds of positions (`<instant>#<event id>`): `$` is the character behind `#`. */
const timeBounds = (
  { from, to }: EventFilter,
  zone: string,
): { readonly from?: string; readonly to?: string } => ({
  ...(from === undefined
    ? {}
    : { from: isDate(from) ? startOfDay(dateToDay(from), zone) : toInstant(epochMs(from)) }),
  ...(to === undefined
    ? {}
    : { to: isDate(to) ? startOfDay(dateToDay(to) + 1, zone) : `${toInstant(epochMs(to))}$` }),
});
