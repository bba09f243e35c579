import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { VoiceLanguage } from '../../../lib/voice/script.ts';

/** Labelled texts that models are learnt and judged on: outside of the project, never copied into it. */
const folder = resolve(import.meta.dirname, '../../../../shared/data');

export interface Labelled {
  readonly text: string;
  readonly positive: boolean;
}

export const corpora = {
  hotel: { language: 'zh', file: 'reviews-zh/ChnSentiCorp_htl_all.csv', accuracyMin: 0.88 },
  waimai: { language: 'zh', file: 'reviews-zh/waimai_10k.csv', accuracyMin: 0.85 },
  yelp: { language: 'en', file: 'reviews-en/yelp_labelled.txt', accuracyMin: 0.8 },
  amazon: { language: 'en', file: 'reviews-en/amazon_cells_labelled.txt', accuracyMin: 0.8 },
} as const satisfies Record<string, { language: VoiceLanguage; file: string; accuracyMin: number }>;

export type Corpus = keyof typeof corpora;
export const corpusNames = Object.keys(corpora) as readonly Corpus[]; // The keys of the object above.

export const hasReviews = corpusNames.every((name) => existsSync(join(folder, corpora[name].file)));

const readCsv = (content: string): readonly Labelled[] => {
  const rows: readonly Readonly<Record<string, string>>[] = parse(content, {
    columns: true,
    bom: true,
  });
  return rows.map((row) => ({ text: row['review'] ?? '', positive: row['label'] === '1' }));
};

const readTabbed = (content: string): readonly Labelled[] =>
  content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const tab = line.lastIndexOf('\t');
      return { text: line.slice(0, tab).trim(), positive: line.slice(tab + 1).trim() === '1' };
    });

export const readCorpus = (name: Corpus): readonly Labelled[] => {
  const { file } = corpora[name];
  const content = readFileSync(join(folder, file), 'utf8');
  const all = file.endsWith('.csv') ? readCsv(content) : readTabbed(content);
  return all.filter(({ text }) => text.trim() !== '');
};

/** A number of the text's letters alone, so that texts that differ in blanks and signs stay together. */
export const partOf = (text: string, salt: string): number =>
  createHash('sha256')
    .update(salt)
    .update(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    .digest()
    .readUInt32BE(0);

const parts = 5;

/** The fifth that is kept for the verdict. Repeats of a text are all on one side. */
export const isHeldOut = (text: string): boolean => partOf(text, 'held-out') % parts === 0;

/** The fold of a training text in cross-validation. */
export const foldOf = (text: string): number => partOf(text, 'fold') % parts;
