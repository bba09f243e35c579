import { createHash } from 'node:crypto';
import { buckets, type Features, featuresOf } from '../../../lib/voice/features.ts';
import { foldText } from '../../../lib/voice/fold-text.ts';
import type { VoiceLanguage } from '../../../lib/voice/script.ts';
import { type PackedModel, scoreOf, unpack } from '../../../lib/voice/sentiment-model.ts';
import { textFigures } from '../../../lib/voice/text-figures.ts';
import { fitSvm, type SparseRow } from './linear-svm.ts';
import { fitPlatt } from './platt.ts';
import { foldOf, type Labelled } from './review-data.ts';

/** A labelled text of a corpus with what the model sees of it. */
export interface Example extends Labelled {
  readonly corpus: string;
  readonly features: Features;
}

export interface Settings {
  readonly cost: number;
  /** How far the log-count ratios lean to the raw n-grams (Wang, Manning 2012): 1 is all ratio. */
  readonly ratioShare: number;
  /** Texts that an n-gram must be in. */
  readonly countMin: number;
}

/** Chosen by five-fold cross-validation within the training four fifths, among 60 settings. */
export const settings = {
  zh: { cost: 1, ratioShare: 0.75, countMin: 2 },
  en: { cost: 4, ratioShare: 0.5, countMin: 1 },
} as const satisfies Record<VoiceLanguage, Settings>;

export const examplesOf = (
  labelled: readonly Labelled[],
  corpus: string,
  language: VoiceLanguage,
): readonly Example[] =>
  labelled.map((one) => ({ ...one, corpus, features: featuresOf(foldText(one.text), language) }));

/** Each side of each corpus weighs the same, so that a hotel is no good sign and a delivery no bad one. */
const evenWeights = (examples: readonly Example[]): Float64Array => {
  const groupOf = ({ corpus, positive }: Example) => `${corpus} ${positive}`;
  const sizes = new Map<string, number>();
  for (const example of examples)
    sizes.set(groupOf(example), (sizes.get(groupOf(example)) ?? 0) + 1);
  return Float64Array.from(
    examples,
    (example) => examples.length / (sizes.size * (sizes.get(groupOf(example)) ?? 1)),
  );
};

/** Smoothed log-count ratio of each n-gram (Wang, Manning 2012, equation 1), leaning to its mean size. */
const logCountRatios = (
  examples: readonly Example[],
  weights: Float64Array,
  { size, ratioShare, countMin }: Settings & { readonly size: number },
): Float64Array => {
  const good = new Float64Array(size).fill(1);
  const bad = new Float64Array(size).fill(1);
  const texts = new Int32Array(size);
  examples.forEach(({ features, positive }, at) => {
    const side = positive ? good : bad;
    for (const gram of features.grams) {
      side[gram] = (side[gram] ?? 0) + (weights[at] ?? 0);
      texts[gram] = (texts[gram] ?? 0) + 1;
    }
  });
  const total = (side: Float64Array) => side.reduce((sum, one) => sum + one, 0);
  const shift = Math.log(total(good) / total(bad));
  const ratios = good.map((count, at) =>
    (texts[at] ?? 0) < countMin ? 0 : Math.log(count / (bad[at] ?? 1)) - shift,
  );
  const known = ratios.filter((ratio) => ratio !== 0);
  const mean = known.reduce((sum, ratio) => sum + Math.abs(ratio), 0) / Math.max(1, known.length);
  return ratios.map((ratio) => ratioShare * ratio + (1 - ratioShare) * Math.sign(ratio) * mean);
};

const biasInput = 0.3;
const figureCount = textFigures('', []).length;

const rowOf = ({ grams, figures }: Features, ratios: Float64Array): SparseRow => {
  const known = [...grams].filter((gram) => ratios[gram] !== 0);
  const scale = 1 / Math.sqrt(Math.max(1, grams.size));
  const size = ratios.length;
  return {
    indices: Int32Array.from([...known, ...figures.map((_, at) => size + at), size + figureCount]),
    values: Float64Array.from([
      ...known.map((gram) => (ratios[gram] ?? 0) * scale),
      ...figures,
      biasInput,
    ]),
  };
};

const largestByte = 127;
const decimals = (value: number): number => Number(value.toFixed(6));

/** One model of all examples, quantised, without calibration. */
const trainRaw = (
  examples: readonly Example[],
  language: VoiceLanguage,
  chosen: Settings,
): PackedModel => {
  const size = buckets[language];
  const weights = evenWeights(examples);
  const ratios = logCountRatios(examples, weights, { ...chosen, size });
  const learnt = fitSvm({
    rows: examples.map(({ features }) => rowOf(features, ratios)),
    columns: size + figureCount + 1,
    targets: Int8Array.from(examples, ({ positive }) => (positive ? 1 : -1)),
    costs: weights.map((weight) => weight * chosen.cost),
  });
  const grams = ratios.map((ratio, at) => ratio * (learnt[at] ?? 0));
  // The few largest weights are cut: one step is then fine enough for all others.
  const sizes = grams
    .map(Math.abs)
    .filter((one) => one > 0)
    .sort();
  const step = decimals((sizes[Math.floor(sizes.length * 0.999)] ?? 1) / largestByte);
  const bytes = Int8Array.from(grams, (one) =>
    Math.max(-largestByte, Math.min(largestByte, Math.round(one / step))),
  );
  const packed = Buffer.from(bytes.buffer);
  return {
    version: createHash('sha256').update(packed).digest('hex').slice(0, 8),
    grams: packed.toString('base64'),
    step,
    figures: Array.from(learnt.subarray(size, size + figureCount), decimals),
    bias: decimals((learnt[size + figureCount] ?? 0) * biasInput),
    platt: { slope: 1, offset: 0 },
  };
};

/** Scores of examples by models that have not seen them. */
export const outOfFold = (
  examples: readonly Example[],
  language: VoiceLanguage,
  chosen: Settings,
): readonly { readonly example: Example; readonly score: number }[] =>
  [0, 1, 2, 3, 4].flatMap((fold) => {
    const isIn = ({ text }: Example) => foldOf(text) === fold;
    const model = unpack(
      trainRaw(
        examples.filter((one) => !isIn(one)),
        language,
        chosen,
      ),
    );
    return examples
      .filter(isIn)
      .map((example) => ({ example, score: scoreOf(model, example.features) }));
  });

/** The model that is shipped: calibrated by what the folds did not see. */
export const trainModel = (examples: readonly Example[], language: VoiceLanguage): PackedModel => {
  const scored = outOfFold(examples, language, settings[language]);
  const platt = fitPlatt(
    scored.map(({ score }) => score),
    scored.map(({ example }) => example.positive),
    evenWeights(scored.map(({ example }) => example)),
  );
  return {
    ...trainRaw(examples, language, settings[language]),
    platt: { slope: decimals(platt.slope), offset: decimals(platt.offset) },
  };
};
