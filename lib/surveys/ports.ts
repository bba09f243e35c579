import type { EventOf } from '../events/ledger-event.ts';
import type { Page } from '../shared/pages.ts';
import type { Day, Instant } from '../shared/time.ts';
import type { Histogram } from './histogram.ts';
import type { Invitation } from './invitation.ts';
import type { AnonymousResponse, Response } from './response.ts';
import type { Survey, SurveyMode, SurveyStatus } from './survey.ts';

/** Gives the key of a purpose. */
export type SurveyKeys = (purpose: 'invitation' | 'receipt') => Promise<Buffer>;

/** The business day of an instant, in the business's zone. */
export type DayOf = (instant: Instant) => Day;

export interface SurveyStore {
  /** False when the id is taken. */
  readonly insert: (survey: Survey) => Promise<boolean>;
  /** Strongly consistent, so that a survey takes no answer after its closing was confirmed. */
  readonly find: (surveyId: string) => Promise<Survey | undefined>;
  /** Replaces a survey that still has this version; false when it has not. */
  readonly replace: (survey: Survey, version: number) => Promise<boolean>;
  /** Newest first. A page may be short with `next` set when few of many surveys match. */
  readonly list: (query: {
    readonly status?: SurveyStatus | undefined;
    readonly limit: number;
    readonly after?: string | undefined;
  }) => Promise<Page<Survey, string>>;
}

/** Whether customers may be invited; who is not in the answer does not exist. */
export type CustomerStatuses = (
  customerIds: readonly string[],
) => Promise<ReadonlyMap<string, 'live' | 'merged' | 'erased'>>;

export interface InvitationStore {
  /** Puts it unless its id is taken: then it was put by an earlier attempt of the same request. */
  readonly insert: (invitation: Invitation) => Promise<void>;
  /** Strongly consistent. */
  readonly find: (invitationId: string) => Promise<Invitation | undefined>;
}

/** How storing a response ended. `link_used` and `link_expired` tell what the transaction found. */
export type RecordOutcome = 'recorded' | 'link_used' | 'link_expired' | 'customer_gone';

/** Stores an identified response: ledger event, last answers, score item and use of the link, all or nothing. */
export type RecordIdentified = (
  event: EventOf<'response'>,
  invitation: Invitation,
) => Promise<RecordOutcome>;

/** Stores an anonymous response and, where there is one, the use of the link, all or nothing. */
export type RecordAnonymous = (
  response: AnonymousResponse,
  link?: { readonly invitation: Invitation; readonly at: Instant },
) => Promise<RecordOutcome>;

/** A range of business days, both inclusive. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

export interface ResponseReader {
  /** Newest day first. A page may be short with `next` set when days are empty. */
  readonly list: (query: {
    readonly surveyId: string;
    readonly mode: SurveyMode;
    readonly days: DayRange;
    readonly limit: number;
    readonly after?: string | undefined;
  }) => Promise<Page<Response, string>>;
  /** Histograms of the days of a range that have responses. */
  readonly countDays: (
    survey: { readonly surveyId: string; readonly mode: SurveyMode },
    days: DayRange,
  ) => Promise<ReadonlyMap<Day, Histogram>>;
}

/** Histograms of finished days, kept so that results need not read every response again. */
export interface HistogramStore {
  /** The last day up to which every day is kept (a day without responses has no item). */
  readonly keptThrough: (surveyId: string) => Promise<Day | undefined>;
  /** Keeps days and then moves the mark; repeating it, also at the same time, changes nothing. */
  readonly keep: (
    surveyId: string,
    days: ReadonlyMap<Day, Histogram>,
    through: Day,
  ) => Promise<void>;
  readonly sum: (surveyId: string, days: DayRange) => Promise<Histogram>;
}
