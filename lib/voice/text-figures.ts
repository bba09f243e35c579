import type { Opinion } from './opinions.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * What the dictionary finds in a text, on scales of about −1 to 1: its balance in several shapes (in
 * all, at the beginning, at the end, the last word), how loud the text is, and how long.
 */
export const textFigures = (folded: string, opinions: readonly Opinion[]): readonly number[] => {
  const weights = opinions.map(({ weight }) => weight);
  const good = sum(weights.filter((weight) => weight > 0));
  const bad = -sum(weights.filter((weight) => weight < 0));
  const ahead = opinions.filter(({ start }) => start < folded.length / 3);
  const behind = opinions.filter(({ start }) => start >= (folded.length * 2) / 3);
  const majority = sum(weights.map((weight) => Math.sign(weight)));
  return [
    Math.tanh((good - bad) / 3),
    (good - bad) / (good + bad + 1),
    Math.log1p(good) / 3,
    Math.log1p(bad) / 3,
    bad === 0 && good > 0 ? 1 : 0,
    good === 0 && bad > 0 ? 1 : 0,
    Math.tanh((weights.at(-1) ?? 0) / 2),
    Math.min(1, countOf(folded, '!') / 3),
    Math.tanh(sum(ahead.map(({ weight }) => weight)) / 3),
    Math.tanh(sum(behind.map(({ weight }) => weight)) / 3),
    Math.tanh(majority),
    Math.min(1, Math.log1p(folded.length) / 6),
  ];
};

export const countOf = (text: string, sign: string): number => text.split(sign).length - 1;
