import { type SpreadDynamics, spreaderMonths } from './word-of-mouth.ts';

/** People who can be reached: those who spread, those who could still be won, and the rest up to `size`. */
export interface Reachable {
  /** N. */
  readonly size: number;
  /** S, not customers yet. */
  readonly susceptible: number;
  /** I, customers who spread. */
  readonly spreaders: number;
}

/** Conversions within the horizon. */
export interface Conversions {
  readonly total: number;
  readonly discounted: number;
}

/** S, I, conversions so far, discounted conversions so far. */
type State = readonly [number, number, number, number];

const stepsPerMonth = 20;

const slope = (
  [susceptible, spreaders]: State,
  month: number,
  { size, dynamics }: { readonly size: number; readonly dynamics: SpreadDynamics },
): State => {
  const converted = (dynamics.ratePerMonth * susceptible * spreaders) / size;
  const discount = Math.exp(-dynamics.discountPerMonth * month);
  return [
    -converted,
    converted - dynamics.stopPerMonth * spreaders,
    converted,
    converted * discount,
  ];
};

const moved = (state: State, by: State, step: number): State => [
  state[0] + by[0] * step,
  state[1] + by[1] * step,
  state[2] + by[2] * step,
  state[3] + by[3] * step,
];

/**
 * Integrates dS/dt = -b S I/N, dI/dt = b S I/N - gamma I over the horizon (science.md 5.2 step 2) by the classical
 * Runge-Kutta method of fourth order with steps of a twentieth of a month.
 */
export const spread = (people: Reachable, dynamics: SpreadDynamics): Conversions => {
  const setting = { size: people.size, dynamics };
  const steps = Math.ceil(dynamics.horizonMonths * stepsPerMonth);
  const step = dynamics.horizonMonths / steps;
  let state: State = [people.susceptible, people.spreaders, 0, 0];
  for (let index = 0; index < steps; index += 1) {
    const month = index * step;
    const first = slope(state, month, setting);
    const second = slope(moved(state, first, step / 2), month + step / 2, setting);
    const third = slope(moved(state, second, step / 2), month + step / 2, setting);
    const fourth = slope(moved(state, third, step), month + step, setting);
    state = moved(
      moved(moved(moved(state, first, step / 6), second, step / 3), third, step / 3),
      fourth,
      step / 6,
    );
  }
  return { total: state[2], discounted: state[3] };
};

/** What one more spreader adds. */
export const marginalSpread = (people: Reachable, dynamics: SpreadDynamics): Conversions => {
  const without = spread(people, dynamics);
  const with1 = spread({ ...people, spreaders: people.spreaders + 1 }, dynamics);
  return {
    total: with1.total - without.total,
    discounted: with1.discounted - without.discounted,
  };
};

/**
 * Step 4: q = discounted conversions that one more spreader adds in the whole population, over the linear b s G. Below
 * 1 where the market fills up; computed once a night, the same for everybody.
 */
export const saturation = (people: Reachable, dynamics: SpreadDynamics): number => {
  const linear = dynamics.ratePerMonth * dynamics.susceptibleShare * spreaderMonths(dynamics);
  return linear > 0 ? marginalSpread(people, dynamics).discounted / linear : 1;
};
