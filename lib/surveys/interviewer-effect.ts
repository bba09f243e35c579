import { incompleteBeta } from '../value/incomplete-beta.ts';

/** Sums of the answers that one interviewer wrote down for one question. */
export interface AnswerSums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

export const noSums: AnswerSums = { n: 0, sum: 0, squares: 0 };

export const addAnswer = ({ n, sum, squares }: AnswerSums, answer: number): AnswerSums => ({
  n: n + 1,
  sum: sum + answer,
  squares: squares + answer * answer,
});

/** How far answers hang on who asked. */
export interface InterviewerEffect {
  /** Share of the variance that lies between interviewers; below zero where they differ less than chance makes them. */
  readonly icc: number;
  /** Variance of the overall mean, in units of that of as many independent answers. */
  readonly designEffect: number;
  readonly f: number;
  /** Degrees of freedom between and within. */
  readonly degrees: readonly [number, number];
  readonly p: number;
}

const meanOf = ({ n, sum }: AnswerSums): number => sum / n;

/**
 * One-way analysis of variance with random interviewers. ICC(1) = (MSB − MSW) / (MSB + (k − 1) MSW)
 * (Shrout and Fleiss, Psychological Bulletin 86 (1979), 420-428), with k = (N − Σ n² / N) / (g − 1)
 * for unequal workloads (Snedecor and Cochran, Statistical Methods, section 13.7); design effect
 * 1 + (m − 1) max(0, ICC) (Kish, Survey Sampling, 1965, section 5.4), m = Σ n² / N the workload that
 * an average answer belongs to. Assumes that customers are assigned to interviewers at random: where
 * each serves a region of their own, regions count as their effect. Null below two interviewers, where
 * each has one answer only, or where nobody differs within.
 */
export const interviewerEffect = (groups: readonly AnswerSums[]): InterviewerEffect | null => {
  const asked = groups.filter(({ n }) => n > 0);
  const total = asked.reduce((all, { n }) => all + n, 0);
  const between = asked.length - 1;
  const within = total - asked.length;
  if (between < 1 || within < 1) return null;
  const grandMean = asked.reduce((all, { sum }) => all + sum, 0) / total;
  const betweenSquares = asked.reduce(
    (all, group) => all + group.n * (meanOf(group) - grandMean) ** 2,
    0,
  );
  const withinSquares = asked.reduce(
    (all, group) => all + Math.max(0, group.squares - group.n * meanOf(group) ** 2),
    0,
  );
  const [msb, msw] = [betweenSquares / between, withinSquares / within];
  if (msw <= Number.EPSILON * Math.max(1, grandMean ** 2)) return null;
  const workload = asked.reduce((all, { n }) => all + n * n, 0) / total;
  const k = (total - workload) / between;
  const icc = (msb - msw) / (msb + (k - 1) * msw);
  const f = msb / msw;
  return {
    icc,
    designEffect: 1 + (workload - 1) * Math.max(0, icc),
    f,
    degrees: [between, within],
    p: upperTailF(f, between, within),
  };
};

/** P(F > f) by the incomplete beta function (Abramowitz and Stegun 26.6.2). */
export const upperTailF = (f: number, d1: number, d2: number): number =>
  f <= 0 ? 1 : incompleteBeta(d2 / (d2 + d1 * f), d2 / 2, d1 / 2);
