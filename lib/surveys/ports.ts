import type { EventOf } from '../events/ledger-event.ts';
import type { Page } from '../shared/pages.ts';
import type { CalendarDate, Day, Instant } from '../shared/time.ts';
import type { HeldResponse } from './abuse/held-response.ts';
import type { Answers } from './answers.ts';
import type { QuestionTypes } from './counted-question.ts';
import type { DatedCounts, GroupCounts } from './dated-counts.ts';
import type { GapAnswer, GapQuestion } from './expectation-gap.ts';
import type { HiddenValues } from './hidden-field.ts';
import type { DayCounts } from './histogram-tally.ts';
import type { Invitation, SignatureUse } from './invitation.ts';
import type { LiveCut } from './live-cut.ts';
import type { PartialResponse } from './partial-response.ts';
import type { CountedIn, QuotaPlace } from './quota-counting.ts';
import type { AnonymousResponse, Response, ResponseChannel, ResponseClasses } from './response.ts';
import type { PartialRevision, Release, Source } from './submission.ts';
import type { Survey, SurveyMode, SurveyStatus } from './survey.ts';

/** Gives the key of a purpose. */
export type SurveyKeys = (purpose: 'receipt' | 'resume') => Promise<Buffer>;

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
  /** Ends it, where it was used only if `evenIfUsed` says so; ending it again changes nothing. */
  readonly revoke: (
    invitationId: string,
    at: Instant,
    options: { readonly evenIfUsed: boolean },
  ) => Promise<void>;
}

/** What is written in the transaction of a response besides itself. */
export interface Alongside {
  readonly source: Source;
  readonly at: Instant;
  /** Counters that take it. */
  readonly counted: readonly QuotaPlace[];
  /** The partial response that it completes, at the revision that was read. */
  readonly partial?: PartialRevision | undefined;
  /** It ends waiting in quarantine, unless somebody decided otherwise or changed it meanwhile. */
  readonly release?: Release | undefined;
}

/**
 * How storing a response ended. `used`: its right was used by then. `stale`: something of what it
 * stands on has changed, so look again. `full`: these counters have no room.
 */
export type RecordOutcome =
  | { readonly kind: 'recorded' | 'used' | 'refused' | 'customer_gone' | 'stale' }
  | { readonly kind: 'full'; readonly quotaIds: readonly string[] };

/** Stores a response of a customer: ledger event, last answers, score item and all that stands alongside, or nothing. */
export type RecordLinked = (
  event: EventOf<'response'>,
  alongside: Alongside,
) => Promise<RecordOutcome>;

/** Stores an anonymous response and all that stands alongside, or nothing. */
export type RecordAnonymous = (
  response: AnonymousResponse,
  alongside: Alongside,
) => Promise<RecordOutcome>;

/** Uses a right without storing a response: a full quota turned it away, or a credential takes its place. */
export type UseUp = (
  surveyId: string,
  alongside: Alongside,
  used: 'screened_out' | SignatureUse,
) => Promise<RecordOutcome>;

/** Quotas that are full by the last look. `freed` counts the places that were given back. */
export interface QuotaFlags {
  readonly full: ReadonlySet<string>;
  readonly freed: number;
}

export interface QuotaStore {
  readonly flags: (surveyId: string) => Promise<QuotaFlags>;
  /** Those of the places that have room now. */
  readonly withRoom: (
    surveyId: string,
    places: readonly QuotaPlace[],
  ) => Promise<readonly QuotaPlace[]>;
  /** Says that a quota is full, unless a place was given back since the flags were read. */
  readonly markFull: (surveyId: string, quotaId: string, freed: number) => Promise<void>;
}

/** Stored classes of a customer; undefined for one who is not there. Eventually consistent. */
export type ReadClasses = (customerId: string) => Promise<ResponseClasses | undefined>;

/** Ids of responses that credentials were spent on. Strongly consistent. */
export type IsSpent = (surveyId: string, credentialHash: string) => Promise<boolean>;

export interface PartialStore {
  /** Strongly consistent; one whose time is over is none. */
  readonly find: (receipt: string, now: Instant) => Promise<PartialResponse | undefined>;
  /** Puts a new one and says so on the invitation, which must be unused; a customer must be live. */
  readonly start: (
    partial: PartialResponse,
    invitationId: string | null,
  ) => Promise<'started' | 'there' | 'refused' | 'customer_gone'>;
  /** Replaces one that still has the revision before; false when it has not. */
  readonly replace: (partial: PartialResponse, now: Instant) => Promise<boolean>;
}

/** A completed response as it is changed: what stands there, and where it was counted. */
export interface StoredResponse {
  readonly answers: Answers;
  readonly hidden: HiddenValues;
  readonly language: string;
  readonly revision: number;
  /** The day that it counts on. */
  readonly day: CalendarDate;
  /** The day on which it was completed, where it is another: it waited in quarantine then. */
  readonly cameOn?: CalendarDate;
  readonly quotas: CountedIn;
}

/** Counters that a change of answers moves a response out of and into. */
export interface Recount {
  readonly left: readonly QuotaPlace[];
  readonly entered: readonly QuotaPlace[];
}

/** Responses of customers as they are changed within the edit window. */
export interface LinkedRevisions {
  /** The current revision, strongly consistent. */
  readonly find: (
    customerId: string,
    responseId: string,
  ) => Promise<EventOf<'response'> | undefined>;
  /** Puts the next revision and takes the one before out of the results, or nothing. */
  readonly replace: (
    next: EventOf<'response'>,
    before: EventOf<'response'>,
    recount: Recount,
  ) => Promise<RecordOutcome>;
}

/** The same of anonymous responses, which are changed in their place. */
export interface AnonymousRevisions {
  /** Looked for on the days of a range, because nothing says when it was completed. */
  readonly find: (
    surveyId: string,
    responseId: string,
    days: DayRange,
  ) => Promise<(StoredResponse & { readonly channel: ResponseChannel }) | undefined>;
  readonly replace: (
    next: AnonymousResponse,
    before: StoredResponse,
    recount: Recount,
  ) => Promise<RecordOutcome>;
}

/** The same of responses that wait in quarantine: whoever sent one notices nothing. */
export interface HeldRevisions {
  /** Under the id that it is recorded under; what was decided about is none. */
  readonly find: (responseId: string, today: Day) => Promise<HeldResponse | undefined>;
  /** Puts the next revision in the place of the one before; false where that is gone. */
  readonly replace: (next: HeldResponse) => Promise<boolean>;
}

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
  /** Counts of the days of a range that have responses, in all and by group. */
  readonly countDays: (
    survey: {
      readonly surveyId: string;
      readonly mode: SurveyMode;
      readonly types: QuestionTypes;
    },
    days: DayRange,
  ) => Promise<ReadonlyMap<Day, DayCounts>>;
  /** Answers of a range of days to questions that are one half of a pair. */
  readonly gapAnswers: (
    survey: {
      readonly surveyId: string;
      readonly mode: SurveyMode;
      readonly questions: readonly GapQuestion[];
      /** Whether its hidden field of the order is trusted. */
      readonly knowsOrders: boolean;
    },
    days: DayRange,
  ) => Promise<readonly GapAnswer[]>;
}

/** How far the histograms of a survey are kept. */
export interface KeptDays {
  /** The last day up to which every day is kept (a day without responses has no item). */
  readonly through: Day;
  /** The first day from which groups are kept too; null where only totals are. */
  readonly groupsFrom: Day | null;
}

/** Histograms of finished days, kept so that results need not read every response again. */
export interface HistogramStore {
  readonly kept: (surveyId: string) => Promise<KeptDays | undefined>;
  /** Keeps the days of a range and then moves the mark; repeating it, also at the same time, changes nothing. */
  readonly keep: (
    surveyId: string,
    counts: ReadonlyMap<Day, DayCounts>,
    days: DayRange,
  ) => Promise<void>;
  /** Keeps the groups of days whose totals are kept already, and moves the beginning of groups there. */
  readonly keepGroups: (
    surveyId: string,
    counts: ReadonlyMap<Day, DayCounts>,
    days: DayRange,
  ) => Promise<void>;
  /** Rising by day. */
  readonly totals: (surveyId: string, days: DayRange) => Promise<readonly DatedCounts[]>;
  readonly groups: (
    surveyId: string,
    dimension: string,
    days: DayRange,
  ) => Promise<ReadonlyMap<Day, GroupCounts>>;
  /** What was shown of days of a shielded survey before they were over. */
  readonly cuts: (surveyId: string, days: DayRange) => Promise<ReadonlyMap<Day, LiveCut>>;
  /** Keeps the next cut of a day; false where another one has its number. */
  readonly cut: (surveyId: string, day: Day, cut: LiveCut) => Promise<boolean>;
}
