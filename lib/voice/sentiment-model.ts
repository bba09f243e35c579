import { type Features, featuresOf } from './features.ts';
import type { VoiceLanguage } from './script.ts';
import { packedModels } from './sentiment-weights.ts';

/** A learnt model as it is stored: one signed byte for each bucket, base64. */
export interface PackedModel {
  /** Names the weights: the first digits of their SHA-256. */
  readonly version: string;
  readonly grams: string;
  /** What one step of a stored byte is worth. */
  readonly step: number;
  readonly figures: readonly number[];
  readonly bias: number;
  /** Platt (1999): P(positive) = 1 / (1 + exp(−(slope · score + offset))). */
  readonly platt: { readonly slope: number; readonly offset: number };
}

/** A model ready for use. */
export interface SentimentModel extends Omit<PackedModel, 'grams'> {
  readonly grams: Int8Array;
}

export const unpack = (packed: PackedModel): SentimentModel => ({
  ...packed,
  grams: Int8Array.from(atob(packed.grams), (byte) => byte.charCodeAt(0)),
});

/** Weighted sum of what is in the text; n-grams are divided by the root of their number, as in training. */
export const scoreOf = (model: SentimentModel, { grams, figures }: Features): number => {
  let total = 0;
  for (const gram of grams) total += model.grams[gram] ?? 0;
  const fromGrams = (total * model.step) / Math.sqrt(Math.max(1, grams.size));
  return figures.reduce(
    (score, figure, at) => score + figure * (model.figures[at] ?? 0),
    fromGrams + model.bias,
  );
};

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** P(positive) of a text under a model, among texts of which as many are positive as negative. */
export const probabilityBy = (
  model: SentimentModel,
  folded: string,
  language: VoiceLanguage,
): number =>
  logistic(model.platt.slope * scoreOf(model, featuresOf(folded, language)) + model.platt.offset);

/** Unpacked at the first text of a language: most calls need one of them. */
const loaded = new Map<VoiceLanguage, SentimentModel>();

const modelOf = (language: VoiceLanguage): SentimentModel => {
  const known = loaded.get(language);
  if (known) return known;
  const model = unpack(packedModels[language]);
  loaded.set(language, model);
  return model;
};

/** P(positive) of a folded text by the shipped weights. */
export const foldedProbability = (folded: string, language: VoiceLanguage): number =>
  probabilityBy(modelOf(language), folded, language);

/** Names the shipped weights of both languages. */
export const modelVersion: string = `voice-${packedModels.zh.version}-${packedModels.en.version}`;
