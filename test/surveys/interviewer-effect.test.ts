import { describe, expect, it } from 'vitest';
import {
  type AnswerSums,
  addAnswer,
  interviewerEffect,
  noSums,
  upperTailF,
} from '../../lib/surveys/interviewer-effect.ts';

const sumsOf = (answers: readonly number[]): AnswerSums => answers.reduce(addAnswer, noSums);

describe('interviewerEffect', () => {
  it('gives the figures of Shrout and Fleiss (1979), tables 2 to 4: ICC(1,1) of .17', () => {
    const judged = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ];
    const effect = interviewerEffect(judged.map(sumsOf));
    expect(effect?.icc).toBeCloseTo(0.166, 3);
    expect(effect?.f).toBeCloseTo(11.242 / 6.264, 3);
    expect(effect?.degrees).toEqual([5, 18]);
    expect(effect?.p).toBeCloseTo(0.165, 3);
    expect(effect?.designEffect).toBeCloseTo(1 + 3 * 0.166, 2);
  });

  it('is one where all that differs is who asked, and not above zero where nothing hangs on it', () => {
    const nearly = interviewerEffect([sumsOf([1, 1, 1, 1.001]), sumsOf([5, 5, 5, 5.001])]);
    expect(nearly?.icc).toBeGreaterThan(0.999);
    expect(nearly?.designEffect).toBeCloseTo(4, 2);
    const same = interviewerEffect([sumsOf([1, 3, 5]), sumsOf([1, 3, 5])]);
    expect(same?.icc).toBeLessThan(0);
    expect(same).toMatchObject({ designEffect: 1, f: 0, p: 1 });
  });

  it('weighs unequal workloads: k of Snedecor and Cochran, m of Kish', () => {
    const effect = interviewerEffect([sumsOf([4, 5]), sumsOf([1, 2, 1, 2, 1, 2])]);
    const [n, workload] = [8, (4 + 36) / 8];
    const msb = 2 * (4.5 - 2.25) ** 2 + 6 * (1.5 - 2.25) ** 2;
    const msw = (0.5 + 1.5) / 6;
    const icc = (msb - msw) / (msb + (n - workload - 1) * msw);
    expect(effect?.icc).toBeCloseTo(icc, 12);
    expect(effect?.designEffect).toBeCloseTo(1 + (workload - 1) * icc, 12);
  });

  it('says nothing of one interviewer, of single answers, or where all say the same', () => {
    expect(interviewerEffect([sumsOf([1, 2, 3])])).toBeNull();
    expect(interviewerEffect([sumsOf([1]), sumsOf([2])])).toBeNull();
    expect(interviewerEffect([sumsOf([4, 4]), sumsOf([4, 4])])).toBeNull();
    expect(interviewerEffect([])).toBeNull();
  });
});

describe('upperTailF', () => {
  it.each([
    [4.965, 1, 10, 0.05],
    [3.326, 5, 10, 0.05],
    [2.711, 4, 20, 0.059_3],
    [5.064, 8, 8, 0.017],
  ])('F = %d with %d and %d degrees', (f, d1, d2, p) => {
    expect(upperTailF(f, d1, d2)).toBeCloseTo(p, 3);
  });
});
