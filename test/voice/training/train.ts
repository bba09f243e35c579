import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type VoiceLanguage, voiceLanguages } from '../../../lib/voice/script.ts';
import type { PackedModel } from '../../../lib/voice/sentiment-model.ts';
import { corpora, corpusNames, hasReviews, isHeldOut, readCorpus } from './review-data.ts';
import { type Example, examplesOf, outOfFold, settings, trainModel } from './train-model.ts';
import { verdictOf } from './verdict.ts';

/**
 * `npm run train`: learns the sentiment weights anew from the four training fifths and writes
 * lib/voice/sentiment-weights.ts, byte for byte the same from the same reviews. Prints what
 * cross-validation says; the held-out fifth is judged by test/voice/sentiment.verify.ts alone.
 */
const target = resolve(import.meta.dirname, '../../../lib/voice/sentiment-weights.ts');

export const trainingExamples = (language: VoiceLanguage): readonly Example[] =>
  corpusNames
    .filter((name) => corpora[name].language === language)
    .flatMap((name) =>
      examplesOf(
        readCorpus(name).filter(({ text }) => !isHeldOut(text)),
        name,
        language,
      ),
    );

const sourceOf = (models: Readonly<Record<VoiceLanguage, PackedModel>>): string =>
  `import type { VoiceLanguage } from './script.ts';
import type { PackedModel } from './sentiment-model.ts';

/** Learnt by \`npm run train\` (test/voice/training); not written by hand. Hashed weights, no text. */
export const packedModels: Readonly<Record<VoiceLanguage, PackedModel>> = ${JSON.stringify(models, null, 2)};
`;

const report = (language: VoiceLanguage, examples: readonly Example[]): void => {
  const scored = outOfFold(examples, language, settings[language]);
  for (const corpus of new Set(examples.map((example) => example.corpus))) {
    const judged = scored
      .filter(({ example }) => example.corpus === corpus)
      .map(({ example, score }) => ({ score, positive: example.positive }));
    process.stdout.write(`${corpus}, cross-validated: ${JSON.stringify(verdictOf(judged, 0))}\n`);
  }
};

const main = (): void => {
  if (!hasReviews) throw new Error('The reviews are not there: ../shared/data/reviews-{zh,en}.');
  const models = voiceLanguages.map((language) => {
    const examples = trainingExamples(language);
    report(language, examples);
    return [language, trainModel(examples, language)] as const;
  });
  const [zh, en] = models.map(([, model]) => model);
  if (zh && en) writeFileSync(target, sourceOf({ zh, en }));
};

if (import.meta.main) main();
