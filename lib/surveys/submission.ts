import type { Ids } from '../shared/ids.ts';
import type { CalendarDate, Instant } from '../shared/time.ts';
import type { Answers, Encoding } from './answers.ts';
import type { QuotaCheck } from './check-quotas.ts';
import type { HiddenValues } from './hidden-field.ts';
import type { Invitation } from './invitation.ts';
import type { ResponseChannel } from './response.ts';
import type { PublishedSurvey } from './survey.ts';

/** A message with our unblinded signature: the right to one anonymous response (RFC 9474), both base64url. */
export interface Credential {
  readonly message: string;
  readonly signature: string;
}

/** What arrived, before anything of it was checked. */
export interface Submission {
  /** Absent where the link alone says which survey it is. */
  readonly surveyId?: string | undefined;
  readonly token?: string | undefined;
  readonly credential?: Credential | undefined;
  readonly language?: string | undefined;
  /** Of a form also the fields of hidden fields: a form has no levels. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** As the visitor says: trusted fields are refused here. */
  readonly hidden?: Readonly<Record<string, unknown>> | undefined;
  /** Hidden values from inside a signature that the caller has checked (open link, interview). */
  readonly trusted?: HiddenValues | undefined;
  readonly channel: ResponseChannel;
  /** Subject of the staff member who writes it down. */
  readonly interviewer?: string | undefined;
  readonly encoding: Encoding;
  /** False starts a response that may still grow; without it the response is complete. */
  readonly complete?: boolean | undefined;
}

export interface SubmitContext {
  readonly ids: Ids;
  readonly now: Instant;
}

/** By which right a response comes: it names what is used up with it. */
export type Source =
  | { readonly kind: 'open' }
  | { readonly kind: 'link'; readonly invitation: Invitation }
  | { readonly kind: 'credential'; readonly hash: string };

/** A response that fits its survey and is not stored yet: plain data, so that it can wait (quarantine). */
export interface ReadyResponse {
  /** Of an anonymous response it is told to whoever may change it, and is not the id that is stored. */
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly language: string;
  readonly answers: Answers;
  readonly hidden: HiddenValues;
  readonly channel: ResponseChannel;
  readonly interviewer?: string;
  readonly at: Instant;
  readonly receipt: string;
  readonly source: Source;
  /** Of one that is let out of quarantine; its id is then the one that it is stored under. */
  readonly release?: Release;
}

/** How a response leaves quarantine: at the revision that was read. Results count it on the day of `at`. */
export interface Release {
  readonly id: string;
  /** The day on which it came. */
  readonly cameOn: CalendarDate;
  readonly revision: number;
  readonly at: Instant;
}

/** What a submission comes to before it is stored. */
export type Prepared =
  | { readonly kind: 'answered'; readonly receipt: Receipt }
  | {
      readonly kind: 'ready';
      readonly survey: PublishedSurvey;
      readonly response: ReadyResponse;
      readonly complete: boolean;
      readonly check: QuotaCheck;
      /** The partial response that it completes, at the revision that was read. */
      readonly partial?: PartialRevision | undefined;
    };

/** A partial response at a revision. */
export interface PartialRevision {
  readonly receipt: string;
  readonly revision: number;
}

/** How a response can be taken up again: its id, the secret, and how often it was changed. */
export interface Resume {
  readonly id: string;
  readonly resumeToken: string;
  readonly revision: number;
}

/** What the respondent is told. */
export type Receipt =
  | (Resume & { readonly outcome: 'partial'; readonly repeated: boolean })
  | {
      readonly outcome: 'completed';
      /** True when it was there already: this is the first receipt again. */
      readonly repeated: boolean;
      readonly receipt: string;
      /** Null of anonymous surveys: an id or an instant would lead to the answer. */
      readonly identified: { readonly id: string; readonly completedAt: Instant } | null;
      /** Null where it cannot be changed, and for repeats of an anonymous link, which nothing leads from. */
      readonly resume: Resume | null;
    }
  | { readonly outcome: 'screened_out'; readonly repeated: boolean; readonly receipt: string };
