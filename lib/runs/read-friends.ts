import { foldLedger } from '../events/fold.ts';
import type { LedgerEvent } from '../events/ledger-event.ts';
import { type FriendFacts, type Friends, friendFacts, friendsToRead } from '../scoring/friend.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import { type DetailFold, liesWithin } from '../scoring/statistics.ts';
import { contentHash } from '../shared/canonical.ts';
import type { Day, Instant } from '../shared/time.ts';
import { inGroups } from './in-groups.ts';

/** Reads of several customers at once, up to 100. */
export interface FriendReader {
  /** Compact records; who is unknown is left out. */
  readonly readRecords: (customerIds: readonly string[]) => Promise<readonly ScoreRecord[]>;
  /** Stored details by customer id; a customer without one has the empty detail. */
  readonly readDetails: (
    customerIds: readonly string[],
  ) => Promise<ReadonlyMap<string, DetailFold>>;
  readonly readLedger: (customerId: string) => Promise<readonly LedgerEvent[]>;
}

/** Up to when the friends are looked at; without `knownAt` as they stand now. */
export interface FriendsCut {
  readonly day: Day;
  readonly knownAt?: Instant;
}

/** Ledgers that are read at a time. */
const ledgersAtOnce = 10;

/** The stored sums serve where they are whole and hold nothing from after the day. */
const isWhole = ({ dirty, statistics }: ScoreRecord, { day, knownAt }: FriendsCut): boolean =>
  knownAt === undefined && !dirty && liesWithin(statistics, day);

const folded = async (
  { readLedger }: FriendReader,
  { customerId }: ScoreRecord,
  { day, knownAt }: FriendsCut,
): Promise<FriendFacts> =>
  friendFacts(
    customerId,
    foldLedger(await readLedger(customerId), {
      asOfDay: day,
      ...(knownAt === undefined ? {} : { knownAt }),
    }),
  );

const stored = async (
  { readDetails }: FriendReader,
  records: readonly ScoreRecord[],
): Promise<readonly FriendFacts[]> => {
  if (records.length === 0) return [];
  const details = await readDetails(records.map(({ customerId }) => customerId));
  return records.flatMap(({ customerId, statistics }) => {
    const detail = details.get(customerId);
    return detail ? [friendFacts(customerId, { statistics, detail })] : [];
  });
};

/**
 * What word-of-mouth value needs to know of the customers that somebody referred, the latest 100: from their stored
 * sums, or from folds over their ledgers for a past date or instant. Erased ones are no longer looked at.
 */
export const readFriends = async (
  reader: FriendReader,
  detail: DetailFold,
  cut: FriendsCut,
): Promise<Friends> => {
  const { ids, left } = friendsToRead(detail);
  if (ids.length === 0) return { facts: [], left };
  const live = (await reader.readRecords(ids)).filter(({ status }) => status === 'live');
  const whole = live.filter((record) => isWhole(record, cut));
  const others = live.filter((record) => !isWhole(record, cut));
  const facts = [
    ...(await stored(reader, whole)),
    ...(await inGroups(others, ledgersAtOnce, (record) => folded(reader, record, cut))),
  ];
  return { facts: facts.sort(byId), left };
};

const byId = (a: FriendFacts, b: FriendFacts): number => (a.customerId < b.customerId ? -1 : 1);

/** Friends are inputs of the scorecard: they are in its hash where there are any. */
export const hashWithFriends = (ownHash: string, { facts }: Friends): string =>
  facts.length === 0 ? ownHash : contentHash({ ownHash, friends: facts });
