import { beforeFrom } from '../shared/before-from.ts';
import { ledgerOf } from '../shared/ids.ts';
import { itemsWithRoom, pageRoom } from '../shared/page-room.ts';
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
  const hasRoom = pageRoom();
  let position = after;
  for (let examined = 0; examined < examinedMax; ) {
    const keys = type === undefined ? limit - found.length : pageMax;
    const { items, next } = await list({ ...range, ...behind(position), limit: keys });
    examined += keys;
    const fitting = ofType(items, type).slice(0, limit - found.length);
    const taken = itemsWithRoom(fitting, hasRoom);
    found.push(...taken.map(({ event }) => event));
    const isFull = found.length === limit || taken.length < fitting.length;
    const last = taken.at(-1);
    position = isFull && last !== items.at(-1) ? (last?.position ?? position) : next;
    if (isFull || position === undefined) break;
  }
  return pageOf(found, position);
};

const behind = (position: string | undefined): Pick<EventsQuery, 'before'> =>
  position === undefined ? {} : { before: position };

const pageOf = (
  items: readonly LedgerEvent[],
  next: string | undefined,
): Page<LedgerEvent, string> => (next === undefined ? { items } : { items, next });

const ofType = (
  items: readonly PositionedEvent[],
  type: EventType | undefined,
): readonly PositionedEvent[] =>
  type === undefined ? items : items.filter(({ event }) => event.type === type);

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
