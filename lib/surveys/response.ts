import type { CalendarDate, Instant } from '../shared/time.ts';
import type { Answer, Answers } from './answers.ts';
import type { HiddenValues } from './hidden-field.ts';
import type { CountedIn } from './quota-counting.ts';
import type { SurveyDefinition } from './survey.ts';

/** How a response came in. The first four are a visitor's own; the others are written down by staff. */
export const responseChannels = ['link', 'web', 'qr', 'kiosk', 'interview', 'phone'] as const;
export type ResponseChannel = (typeof responseChannels)[number];

/** Stored classes of a customer at the time of an answer; null where there was none. */
export interface ResponseClasses {
  readonly tier: string | null;
  readonly stage: string | null;
  readonly activity: string | null;
  readonly risk: string | null;
}

/** Answers as they are kept: free text apart, because an erasure removes it and leaves the rest. */
export interface StoredAnswers {
  /** By question id; null where a text was given. */
  readonly answers: Readonly<Record<string, Answer | null>>;
  readonly texts: Readonly<Record<string, string>>;
}

/** A response as staff read it. */
export interface Response {
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly language: string;
  /** Null stands for a text that was erased. */
  readonly answers: Readonly<Record<string, Answer | null>>;
  readonly day: CalendarDate;
  /** Null of anonymous responses from before there were several ways. */
  readonly channel: ResponseChannel | null;
  readonly hidden: HiddenValues;
  /** Null where none were kept: of anonymous responses, and of those from before they were. */
  readonly classes: ResponseClasses | null;
  readonly interviewer: string | null;
  /** 1 for answers that were never changed. */
  readonly revision: number;
  /** Who answered and when exactly: of identified surveys only. */
  readonly identified: {
    readonly customerId: string;
    readonly invitationId: string;
    readonly completedAt: Instant;
  } | null;
}

/** An answer that nobody is linked to: no customer, no invitation, no instant. */
export interface AnonymousResponse extends StoredAnswers {
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly language: string;
  readonly day: CalendarDate;
  /** The day on which it was completed, where it is another: it waited in quarantine then. */
  readonly cameOn?: CalendarDate;
  /** Counts the changes; absent for the first. */
  readonly revision?: number;
  readonly channel: ResponseChannel;
  /** Choices only: a free value could name somebody. */
  readonly hidden: HiddenValues;
  readonly quotas: CountedIn;
}

/** Takes the texts out of the answers. */
export const splitTexts = (definition: SurveyDefinition, answers: Answers): StoredAnswers => {
  const isText = new Set(
    definition.questions.filter(({ type }) => type === 'text').map(({ id }) => id),
  );
  const entries = Object.entries(answers);
  return {
    answers: Object.fromEntries(
      entries.map(([id, answer]) => [id, isText.has(id) ? null : answer]),
    ),
    texts: Object.fromEntries(
      entries.flatMap(([id, answer]) =>
        isText.has(id) && typeof answer === 'string' ? [[id, answer]] : [],
      ),
    ),
  };
};

/** The answers with their texts, as far as those are still there. */
export const joinTexts = ({ answers, texts }: StoredAnswers): Response['answers'] => ({
  ...answers,
  ...texts,
});
