import type { FeedbackChannel } from '../events/voice-facts.ts';
import type { Feedback } from '../feedback/feedback.ts';
import { type Day, dateToDay } from '../shared/time.ts';
import type { Response, ResponseChannel } from '../surveys/response.ts';

/** One text that a customer wrote or said, with where it stands. */
export interface SpokenText {
  readonly text: string;
  readonly day: Day;
  readonly channel: ResponseChannel | FeedbackChannel | null;
  /** The response or the feedback item that holds it. */
  readonly source: { readonly kind: 'response' | 'feedback'; readonly id: string };
  /** The question that it answers; null of feedback. */
  readonly question: string | null;
}

/** The texts of a response; `questions` are those that ask for text. Erased ones are gone. */
export const textsOfResponse = (
  { id, day, channel, answers }: Response,
  questions: ReadonlySet<string>,
): readonly SpokenText[] =>
  Object.entries(answers).flatMap(([question, text]) =>
    questions.has(question) && typeof text === 'string' && text !== ''
      ? [{ text, day: dateToDay(day), channel, source: { kind: 'response', id }, question }]
      : [],
  );

/** The text of an item, unless it repeats another's or was erased. */
export const textOfFeedback = (
  { id, channel, content, duplicateOf, erased }: Feedback,
  day: Day,
): readonly SpokenText[] =>
  content.text === null || content.text === '' || duplicateOf !== null || erased
    ? []
    : [{ text: content.text, day, channel, source: { kind: 'feedback', id }, question: null }];
