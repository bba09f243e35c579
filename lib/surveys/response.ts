import type { CalendarDate, Instant } from '../shared/time.ts';
import type { Answer, Answers } from './answers.ts';
import type { SurveyDefinition } from './survey.ts';

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
