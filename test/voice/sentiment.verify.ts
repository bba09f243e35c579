import { describe, expect, it } from 'vitest';
import { foldText } from '../../lib/voice/fold-text.ts';
import { opinionsOf } from '../../lib/voice/opinions.ts';
import { voiceLanguages } from '../../lib/voice/script.ts';
import { foldedProbability, probabilityBy, unpack } from '../../lib/voice/sentiment-model.ts';
import { packedModels } from '../../lib/voice/sentiment-weights.ts';
import {
  type Corpus,
  corpora,
  corpusNames,
  hasReviews,
  isHeldOut,
  type Labelled,
  readCorpus,
} from './training/review-data.ts';
import { trainingExamples } from './training/train.ts';
import { examplesOf, trainModel } from './training/train-model.ts';
import { verdictOf } from './training/verdict.ts';

/** Sentiment by the shipped weights on the fifth of the reviews that no weight and no setting has seen. */
const heldOut = (name: Corpus): readonly Labelled[] =>
  readCorpus(name).filter(({ text }) => isHeldOut(text));

const say = (what: string, figures: object) =>
  process.stdout.write(`${what} ${JSON.stringify(figures)}\n`);

describe.skipIf(!hasReviews)(
  'sentiment on the held-out fifth (needs ../shared/data/reviews-*)',
  () => {
    it.each(corpusNames)('reaches the target on %s, above the dictionary alone', (name) => {
      const { language, accuracyMin } = corpora[name];
      const texts = heldOut(name);
      const judged = texts.map(({ text, positive }) => ({
        score: foldedProbability(foldText(text), language),
        positive,
      }));
      const verdict = verdictOf(judged, 0.5);
      const dictionary = verdictOf(
        texts.map(({ text, positive }) => ({
          score: opinionsOf(foldText(text), language).reduce((sum, { weight }) => sum + weight, 0),
          positive,
        })),
        0,
      );
      say(name, { verdict, dictionary });
      expect(verdict.accuracy).toBeGreaterThanOrEqual(accuracyMin);
      // By ranking: a fifth of the English reviews is too small to tell accuracies two points apart.
      expect(verdict.auc).toBeGreaterThan(dictionary.auc);
    });

    it.each(corpusNames)('says probabilities on %s that come true', (name) => {
      const { language } = corpora[name];
      const texts = heldOut(name);
      const positives = texts.filter(({ positive }) => positive).length;
      // Both sides weigh the same, as the probabilities say.
      const weightOf = (positive: boolean) =>
        0.5 / (positive ? positives : texts.length - positives);
      const bins = Array.from({ length: 10 }, () => ({ weight: 0, said: 0, came: 0 }));
      for (const { text, positive } of texts) {
        const said = foldedProbability(foldText(text), language);
        const bin = bins[Math.min(9, Math.floor(said * 10))];
        if (!bin) throw new Error('a probability is out of range');
        const weight = weightOf(positive);
        bin.weight += weight;
        bin.said += weight * said;
        bin.came += positive ? weight : 0;
      }
      const error = bins.reduce((sum, { said, came }) => sum + Math.abs(said - came), 0);
      say(`${name}, expected calibration error`, { error });
      expect(error).toBeLessThan(0.08);
    });

    it.each([
      ['hotel', 'waimai'],
      ['waimai', 'hotel'],
      ['yelp', 'amazon'],
      ['amazon', 'yelp'],
    ] as const)('learnt on %s alone still tells the sides of %s apart', (from, to) => {
      const { language } = corpora[from];
      const training = readCorpus(from).filter(({ text }) => !isHeldOut(text));
      const model = unpack(trainModel(examplesOf(training, from, language), language));
      const judged = heldOut(to).map(({ text, positive }) => ({
        score: probabilityBy(model, foldText(text), language),
        positive,
      }));
      const verdict = verdictOf(judged, 0.5);
      say(`${from} -> ${to}`, verdict);
      expect(verdict.balanced).toBeGreaterThan(0.7);
    });

    it.each(voiceLanguages)('is learnt again byte for byte: %s', (language) => {
      expect(trainModel(trainingExamples(language), language)).toEqual(packedModels[language]);
    });

    it('takes a few milliseconds at most for a text', () => {
      const times = corpusNames.flatMap((name) =>
        heldOut(name).map(({ text }) => {
          const start = performance.now();
          foldedProbability(foldText(text), corpora[name].language);
          return performance.now() - start;
        }),
      );
      times.sort((a, b) => a - b);
      const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
      say('milliseconds for a text', { median: at(0.5), p99: at(0.99) });
      say('characters of base64', {
        zh: packedModels.zh.grams.length,
        en: packedModels.en.grams.length,
      });
      expect(at(0.99)).toBeLessThan(10);
    });
  },
);
