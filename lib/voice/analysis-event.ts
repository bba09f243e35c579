import type { EventOf, LedgerEvent } from '../events/ledger-event.ts';
import type { Analysis } from '../events/voice-facts.ts';
import { contentHash } from '../shared/canonical.ts';
import type { Instant } from '../shared/time.ts';
import { analyseText, type TextAnalysis } from './analyse-text.ts';
import { joinAnalyses } from './join-analyses.ts';
import { modelVersion } from './sentiment-model.ts';

/** An event whose words are read. */
export type Spoken = EventOf<'response'> | EventOf<'feedback'>;

export const isSpoken = (event: LedgerEvent): event is Spoken =>
  event.type === 'response' || event.type === 'feedback';

/** The name that the one text of an event goes by, where it answers no question. */
const onlyText = 'text';

/** The texts of an event by question. None are left after an erasure. */
export const textsOf = (event: Spoken): Readonly<Record<string, string>> => {
  if (event.type === 'response') return event.texts ?? {};
  return event.text === undefined ? {} : { [onlyText]: event.text };
};

/** The analyses of several texts by question; those in no known language are left out. */
export const analyseTexts = (
  texts: Readonly<Record<string, string>>,
): ReadonlyMap<string, TextAnalysis> =>
  new Map(
    Object.entries(texts).flatMap(([question, text]) => {
      const analysis = analyseText(text);
      return analysis ? [[question, analysis] as const] : [];
    }),
  );

/** One analysis of an event, so that a message that comes twice is written once. */
export const analysisId = (eventId: string): string => `ana_${eventId}`;

const decimals = 4;
const rounded = (value: number): number => Number(value.toFixed(decimals));

/** The analysis of an event for its ledger: offsets into the texts, no word of them. Null where there is nothing to read. */
export const analysisOf = (event: Spoken, recordedAt: Instant): EventOf<'analysis'> | null => {
  const joined = joinAnalyses(analyseTexts(textsOf(event)));
  if (joined === null) return null;
  const fact: Analysis = {
    type: 'analysis',
    of: event.eventId,
    sentiment: joined.sentiment,
    probability: rounded(joined.probability),
    angry: joined.angry,
    language: joined.language,
    themes: joined.themes.map(({ theme, value, sentences }) => ({
      theme,
      value: rounded(value),
      sentences,
    })),
    modelVersion,
    ...(event.type === 'response' && event.confidential ? { confidential: true } : {}),
  };
  const { ledgerId, customerId, occurredAt, day } = event;
  return {
    ...{ ledgerId, customerId, occurredAt, day, recordedAt },
    eventId: analysisId(event.eventId),
    by: customerId,
    hash: contentHash({ ...fact }),
    ...fact,
  };
};
