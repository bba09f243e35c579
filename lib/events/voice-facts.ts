import type { SurveyMetric } from '../scoring/statistics.ts';
import type { AskOrigin } from './ask-origin.ts';

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

/** An identified answer to a survey. `answers` are choices and numbers, `texts` is free text (goes with an erasure). */
export interface Response {
  readonly type: 'response';
  readonly surveyId: string;
  readonly responseId: string;
  readonly surveyVersion: number;
  readonly invitationId?: string;
  readonly language?: string;
  /** Scores that count for the customer's satisfaction. */
  readonly metrics: Readonly<Partial<Record<SurveyMetric, number>>>;
  readonly answers: Readonly<Record<string, Json>>;
  /** How it came in; absent in responses from before there were several ways. */
  readonly channel?: string;
  readonly hidden?: Readonly<Record<string, string | number>>;
  /** Stored classes of the customer when it came. */
  readonly classes?: Readonly<Record<'tier' | 'stage' | 'activity' | 'risk', string | null>>;
  /** Subject of the staff member who wrote it down. */
  readonly interviewer?: string;
  /** Counts the changes within the edit window; absent for the first. */
  readonly revision?: number;
  /** Shard by id of each quota that it is counted in. */
  readonly quotas?: Readonly<Record<string, number>>;
  /** Staff see it in aggregates only; it moves no score of its customer. */
  readonly confidential?: true;
  readonly texts?: Readonly<Record<string, string>>;
}

/** What a customer said outside a survey. */
export interface Feedback {
  readonly type: 'feedback';
  readonly channel: FeedbackChannel;
  /** Satisfaction on 1 to 5: counts like the answer to a satisfaction question. */
  readonly rating?: number;
  /** Platform that it was written on, of what came in by `/v1/feedback`. */
  readonly source?: string;
  readonly text?: string;
}

export const feedbackChannels = ['interview', 'review', 'social', 'phone'] as const;
export type FeedbackChannel = (typeof feedbackChannels)[number];

/** A recovery case took a step: the outbox of its message, not counted in any statistic. */
export interface CaseStepTaken {
  readonly type: 'case';
  readonly caseId: string;
  readonly step: CaseStep;
  readonly cause?: string;
  readonly owner?: string;
  readonly rootCause?: string;
  readonly outcome?: string;
}

export const caseSteps = [
  'opened',
  'signalled',
  'contacted',
  'resolved',
  'reopened',
  'closed',
] as const;
export type CaseStep = (typeof caseSteps)[number];

/** What the texts of an answer or a review say: written by the job `voice`, not counted in any statistic. */
export interface Analysis {
  readonly type: 'analysis';
  /** The event whose texts were read. */
  readonly of: string;
  readonly sentiment: AnalysedSentiment;
  /** P(positive), 0 to 1. */
  readonly probability: number;
  readonly angry: boolean;
  readonly language: string;
  readonly themes: readonly AnalysedTheme[];
  /** Names the weights that judged. */
  readonly modelVersion: string;
  /** Of a confidential response: shown in aggregates only, and no message. */
  readonly confidential?: true;
}

export interface AnalysedTheme {
  readonly theme: string;
  /** −1 (worst) to 1. */
  readonly value: number;
  /** Question, start and end in UTF-16 units of its stored text, the end exclusive. */
  readonly sentences: readonly (readonly [question: string, start: number, end: number])[];
}

export const analysedSentiments = ['positive', 'neutral', 'mixed', 'negative'] as const;
export type AnalysedSentiment = (typeof analysedSentiments)[number];

/** The customer was asked to answer a survey, or reminded of it: the outbox of the invitation, not counted in any statistic. */
export interface Asked {
  readonly type: 'asked';
  readonly surveyId: string;
  readonly invitationId: string;
  readonly origin: AskOrigin;
  /** How the customer is to be reached. */
  readonly channel: string;
  /** Who brings it there: e-mail by us, or whoever listens on the bus. */
  readonly carrier: AskCarrier;
  /** 0 for the question itself, then the number of the reminder. */
  readonly reminder: number;
}

export const askCarriers = ['ses', 'bus'] as const;
export type AskCarrier = (typeof askCarriers)[number];
