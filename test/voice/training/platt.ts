const steps = 50;
/** Keeps the two by two system solvable where all scores are alike. */
const ridge = 1e-9;

/**
 * Platt (1999): slope and offset of P(positive) = 1 / (1 + exp(−(slope · score + offset))) with the
 * largest weighted likelihood, by Newton's method. The problem is convex.
 */
export const fitPlatt = (
  scores: readonly number[],
  isPositive: readonly boolean[],
  weights: Float64Array,
): { readonly slope: number; readonly offset: number } => {
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < steps; step += 1) {
    let [gs, go, hss, hso, hoo] = [0, 0, ridge, 0, ridge];
    scores.forEach((score, at) => {
      const weight = weights[at] ?? 0;
      const expected = 1 / (1 + Math.exp(-(slope * score + offset)));
      const error = weight * ((isPositive[at] ? 1 : 0) - expected);
      const spread = weight * expected * (1 - expected);
      gs += error * score;
      go += error;
      hss += spread * score * score;
      hso += spread * score;
      hoo += spread;
    });
    const determinant = hss * hoo - hso * hso;
    slope += (hoo * gs - hso * go) / determinant;
    offset += (hss * go - hso * gs) / determinant;
  }
  return { slope, offset };
};
