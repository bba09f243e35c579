/** ln 2F1(1, b; c + 1; z) and its derivatives by b, c and z. */
export interface LogHypergeometric {
  readonly log: number;
  readonly byB: number;
  readonly byC: number;
  readonly byZ: number;
}

/** Arguments of the function; `above` is c - b + 1 and `rest` is 1 - z, given so that neither loses digits here. */
export interface HypergeometricArguments {
  readonly b: number;
  readonly c: number;
  readonly above: number;
  readonly z: number;
  readonly rest: number;
}

/** e^-37 is below rounding. */
const negligible = 37;

/**
 * Steps after which the fraction is exact. Its convergents are Gauss rules for the mean of 1 / (1 - z t) over a beta
 * density of t, so that their error is at most that of the best polynomial, which is known (Bernstein): the decay is
 * geometric at the rate below, whatever b and c are.
 */
const stepsFor = (rest: number): number => {
  const root = Math.sqrt(rest);
  const decay = Math.log((1 + root) / (1 - root));
  return 2 + Math.ceil((negligible - Math.log(rest)) / decay);
};

/**
 * 2F1(1, b; c + 1; z) by Gauss's continued fraction 1 / (1 - u1 z / (1 - u2 z / ...)) for 0 <= z < 1, b > 0 and c > b - 1 (Abramowitz and
 * Stegun 15.2; DLMF 15.7.5), from its end to its beginning. All u lie between 0 and 1: nothing cancels, heavy buyers
 * (c in the tens of thousands) included.
 */
export const gaussFraction = ({ b, c, above, z, rest }: HypergeometricArguments): number => {
  let value = 1;
  for (let n = Math.ceil(stepsFor(rest) / 2) - 1; n >= 0; n -= 1) {
    const low = c + 2 * n;
    const middle = low + 1;
    value = 1 - ((n + 1) * (above + n) * z) / (middle * (low + 2) * value);
    value = 1 - ((b + n) * (c + n) * z) / (low * middle * value);
  }
  return 1 / value;
};

/** The same with its derivatives, carried along from step to step; three times the work. */
export const logGaussFraction = (args: HypergeometricArguments): LogHypergeometric => {
  const { b, c, above, z } = args;
  let value = 1;
  let [byB, byC, byZ] = [0, 0, 0];
  for (let step = stepsFor(args.rest); step > 0; step -= 1) {
    const isOdd = step % 2 === 1;
    const n = isOdd ? (step - 1) / 2 : step / 2;
    const [left, right] = isOdd ? [b + n, c + n] : [n, above + n - 1];
    const [low, high] = [c + step - 1, c + step];
    const part = (left * right) / (low * high * value);
    const inverse = 1 / (1 - part * z);
    const uByB = isOdd ? 1 / left : -1 / right;
    const uByC = 1 / right - 1 / low - 1 / high;
    byB = -part * z * (uByB - byB) * inverse;
    byC = -part * z * (uByC - byC) * inverse;
    byZ = -part * (1 - z * byZ) * inverse;
    value = 1 - part * z;
  }
  return { log: -Math.log(value), byB: -byB, byC: -byC, byZ: -byZ };
};
