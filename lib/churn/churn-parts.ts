import { logistic } from '../value/log-space.ts';
import type { ChurnCode, Traits } from './churn-signals.ts';

export const churnPartCodes = ['baseline', 'contract'] as const;
export type ChurnPartCode = ChurnCode | (typeof churnPartCodes)[number];

export interface ChurnPart {
  readonly code: ChurnPartCode;
  /** On the scale of the risk; those of a case sum to it. */
  readonly contribution: number;
}

/** What the transaction model is asked about. */
export type History = Pick<Traits, 'repeats' | 'spanDays' | 'silentDays'>;

interface Share {
  readonly code: ChurnPartCode;
  readonly logOdds: number;
}

export interface PartsInput {
  readonly own: History;
  readonly typical: History;
  /** Log odds of a customer of this history whose signals are those of the mean customer. */
  readonly fromHistory: (history: History) => number;
  /** What the own signals add to those of the mean customer. */
  readonly signals: readonly Share[];
  readonly risk: number;
}

/** Digits behind the point of a contribution. */
export const churnDigits = 6;

const tenureOf = ({ spanDays, silentDays }: History): number => spanDays + silentDays;

/** A history of these repeats over a tenure, the last purchase at a share of it. */
const historyAt = (repeats: number, tenureDays: number, share: number): History => {
  const spanDays = repeats === 0 ? 0 : tenureDays * share;
  return { repeats, spanDays, silentDays: tenureDays - spanDays };
};

/** Without repeats in the typical history, half of the tenure: a number in the middle, used for nobody in particular. */
const shareOf = (history: History): number =>
  history.repeats === 0 || tenureOf(history) === 0 ? 0.5 : history.spanDays / tenureOf(history);

/** From the typical history to the own one: tenure, then frequency, then recency. */
const historyShares = ({
  own,
  typical,
  fromHistory,
}: PartsInput): { readonly baseline: number; readonly shares: readonly Share[] } => {
  const share = shareOf(typical);
  const baseline = fromHistory(typical);
  const tenure = fromHistory(historyAt(typical.repeats, tenureOf(own), share));
  const frequency = fromHistory(historyAt(own.repeats, tenureOf(own), share));
  return {
    baseline,
    shares: [
      { code: 'tenure', logOdds: tenure - baseline },
      { code: 'frequency', logOdds: frequency - tenure },
      { code: 'recency', logOdds: fromHistory(own) - frequency },
    ],
  };
};

const byCode = (shares: readonly Share[]): readonly Share[] => {
  const sums = new Map<ChurnPartCode, number>();
  for (const { code, logOdds } of shares) sums.set(code, (sums.get(code) ?? 0) + logOdds);
  return Array.from(sums, ([code, logOdds]) => ({ code, logOdds }));
};

/** Differences of rounded running sums, so that rounding does not break the sum; the baseline is the last part. */
export const roundedParts = (
  parts: readonly ChurnPart[],
  baseline: ChurnPart,
  risk: number,
): readonly ChurnPart[] => {
  const scale = 10 ** churnDigits;
  const start = Math.round(baseline.contribution * scale);
  let running = baseline.contribution;
  let known = start;
  const own = parts.map((part, index) => {
    running = index === parts.length - 1 ? risk : running + part.contribution;
    const reached = Math.round(running * scale);
    const contribution = (reached - known) / scale;
    known = reached;
    return { ...part, contribution };
  });
  const ranked = own
    .filter(({ contribution }) => contribution !== 0)
    .sort((left, right) => Math.abs(right.contribution) - Math.abs(left.contribution));
  return [...ranked, { ...baseline, contribution: start / scale }];
};

/**
 * The parts of a risk. Method: log odds add up, so each trait has its share of them, counted from the typical customer
 * (the history of the transaction model by sequential substitution of tenure, frequency, recency); shares are mapped to
 * probability by the secant of the logistic function between the two risks. So every part has the sign of its share,
 * and they sum to the risk exactly.
 */
export const partsOf = (input: PartsInput): readonly ChurnPart[] => {
  const { baseline, shares } = historyShares(input);
  const own = byCode([...shares, ...input.signals]);
  const start = logistic(baseline);
  const whole = own.reduce((sum, { logOdds }) => sum + logOdds, 0);
  const slope = Math.abs(whole) > 1e-9 ? (input.risk - start) / whole : start * (1 - start);
  return roundedParts(
    own.map(({ code, logOdds }) => ({ code, contribution: logOdds * slope })),
    { code: 'baseline', contribution: start },
    input.risk,
  );
};
