import type { LedgerEvent } from '../../events/ledger-event.ts';
import { isAnswer, metricsIn, satisfactionOf } from '../../events/satisfaction.ts';
import type { Database } from './database.ts';
import type { Refusal, TransactItem } from './transact.ts';

/**
 * How an event meets the compact record. Additions commute, so they ask only where the event's day
 * stands. Of a purchase: `later` than the last purchase day, the `same` day, the `only` day so far. Of
 * a signal: `newer` than the stored one (or of its day), or `older`. `dirty` leaves everything to a
 * fold, `counted` changes no statistic.
 */
export type ScoreMeeting = 'later' | 'same' | 'only' | 'newer' | 'older' | 'dirty' | 'counted';

interface ScoreExpression {
  readonly set?: string;
  readonly add?: string;
  readonly on?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

const live = '#st = :live';
/** A refund that waits for a purchase makes the next purchase one to be folded. */
const commutes = 'attribute_not_exists(u)';

const purchases = {
  later: {
    set: 'l = :day, ml = :amount, f = if_not_exists(f, :day), m0 = if_not_exists(m0, :amount)',
    add: 'n :one, m :amount, s :day',
    on: `${commutes} AND (attribute_not_exists(l) OR l < :day)`,
  },
  same: { add: 'm :amount, ml :amount', on: `${commutes} AND l = :day AND f < :day` },
  only: { add: 'm :amount, ml :amount, m0 :amount', on: `${commutes} AND l = :day AND f = :day` },
} as const satisfies Record<string, ScoreExpression>;

const notBehind = (attribute: string) =>
  `(attribute_not_exists(${attribute}) OR ${attribute} <= :day)`;

/** What an event adds to the signals: when it is the newest of its kind, and what remains of that when it is not. */
const signalsOf = (
  event: LedgerEvent,
): { readonly newer: ScoreExpression; readonly older: ScoreExpression } | undefined => {
  const dated = (attribute: string, rest: ScoreExpression) => ({
    newer: {
      ...rest,
      set: `${attribute} = :day`,
      on: notBehind(attribute),
      values: { ...rest.values, ':day': event.day },
    },
    older: rest,
  });
  switch (event.type) {
    case 'visit':
      return dated('t', {});
    case 'contact':
      return event.direction === 'inbound' ? dated('t', {}) : undefined;
    case 'complaint':
      return dated('lc', { add: 'c :one' });
    case 'points':
      return dated('lp', { add: 'p :points', values: { ':points': event.points } });
    case 'response':
    case 'feedback':
      return satisfaction(event.day, satisfactionOf(metricsIn(event)));
    default:
      return undefined;
  }
};

/** The newest value moves the one before it away. Two of one day are told apart by a fold alone. */
const satisfaction = (day: number, value: number | null) =>
  value === null
    ? undefined
    : {
        newer: {
          set: 'sp = if_not_exists(sv, :none), sv = :value, sd = :day',
          on: '(attribute_not_exists(sd) OR sd < :day)',
          values: { ':day': day, ':value': value, ':none': null },
        },
        older: dirty,
      };

const dirty: ScoreExpression = { set: 'd = :one' };

const expressionOf = (event: LedgerEvent, meeting: ScoreMeeting): ScoreExpression => {
  switch (meeting) {
    case 'dirty':
      return dirty;
    case 'counted':
      return {};
    case 'newer':
    case 'older':
      return signalsOf(event)?.[meeting] ?? {};
    default:
      return event.type === 'purchase'
        ? { ...purchases[meeting], values: { ':day': event.day, ':amount': event.amount } }
        : {};
  }
};

/** Types whose meaning depends on other events: only a fold knows what they make of the statistics. */
const folded: ReadonlySet<LedgerEvent['type']> = new Set([
  'refund',
  'void',
  'service',
  'subscription',
]);

/** Most events arrive in order: each is taken for the newest of its kind until the record says no. */
export const firstMeeting = (event: LedgerEvent): ScoreMeeting => {
  if (event.type === 'purchase') return 'later';
  if (folded.has(event.type)) return 'dirty';
  return signalsOf(event) ? 'newer' : 'counted';
};

/** The update of the compact record. Every write counts `v` and takes the change of an earlier one away. */
export const scoreUpdate = (
  database: Database,
  event: LedgerEvent,
  meeting: ScoreMeeting,
): TransactItem => {
  const { set, add, on, values } = expressionOf(event, meeting);
  return {
    Update: {
      TableName: database.table('scores'),
      Key: { id: event.customerId },
      UpdateExpression: `${set ? `SET ${set} ` : ''}ADD ${add ? `${add}, ` : ''}v :one REMOVE ch`,
      ConditionExpression: on ? `${live} AND ${on}` : live,
      ExpressionAttributeNames: { '#st': 'st' },
      ExpressionAttributeValues: { ':live': 'live', ':one': 1, ...values },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
};

/** How the event meets the record that refused the guess. */
export const meetingAfter = (event: LedgerEvent, item: Refusal['item']): ScoreMeeting => {
  if (event.type === 'purchase') return purchaseMeeting(event.day, item);
  return isAnswer(event) ? 'dirty' : 'older';
};

const purchaseMeeting = (day: number, item: Refusal['item']): ScoreMeeting => {
  if (item?.['u'] === 1) return 'dirty';
  const last = item?.['l'];
  const first = item?.['f'];
  if (typeof last !== 'number' || last < day) return 'later';
  if (last > day) return 'dirty';
  return first === day ? 'only' : 'same';
};
