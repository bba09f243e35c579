import { createHash } from 'node:crypto';
import { idSuffix } from '../shared/ids.ts';
import type { Occurrence, Sample } from './wave.ts';

/** Hexadecimal digits of a draw: 48 bits, so that ties among ten million are one in five. */
const drawDigits = 12;
const draws = 16 ** drawDigits;

interface Lottery {
  readonly waveId: string;
  readonly occurrence: Occurrence;
}

/** A customer's number in the lottery of one occurrence: uniform, and the same however often it is drawn. */
export const drawOf = ({ waveId, occurrence }: Lottery, customerId: string): string =>
  createHash('sha256')
    .update(`${waveId}#${occurrence}#${customerId}`)
    .digest('hex')
    .slice(0, drawDigits);

/** Whether a share draws a number: with that probability, apart from everybody else. */
export const isDrawn = (draw: string, sample: Sample): boolean =>
  !('share' in sample) || Number.parseInt(draw, 16) < sample.share * draws;

/** One candidate of a sample of fixed size: the draw, then the id, so that the order of texts is that of draws. */
export const candidateOf = (draw: string, customerId: string): string =>
  `${draw}${idSuffix(customerId)}`;

export const customerOfCandidate = (candidate: string): string =>
  `cus_${candidate.slice(drawDigits)}`;

/**
 * The candidates with the smallest draws so far, at most `size`: at the end they are a simple random
 * sample of all that were seen, without knowing their number beforehand (bottom-k sampling, Cohen and
 * Kaplan 2007).
 */
export const smallestDraws = (
  candidates: readonly string[],
  more: readonly string[],
  size: number,
): readonly string[] => [...new Set([...candidates, ...more])].sort().slice(0, size);
