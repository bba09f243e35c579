import { describe, expect, it } from 'vitest';
import { minimise, type Objective } from '../../lib/value/bfgs.ts';
import { CompensatedSum } from '../../lib/value/compensated-sum.ts';
import { groupRows } from '../../lib/value/group-rows.ts';
import { hessianAt, invertDefinite, polish } from '../../lib/value/newton-polish.ts';

const rosenbrock: Objective = ([x = 0, y = 0], gradient) => {
  gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
  gradient[1] = 200 * (y - x * x);
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
};

describe('minimise', () => {
  it('finds the bottom of a curved valley', () => {
    const { minimum } = polish(rosenbrock, minimise(rosenbrock, Float64Array.of(-1.2, 1)));
    expect(minimum.point[0]).toBeCloseTo(1, 9);
    expect(minimum.point[1]).toBeCloseTo(1, 9);
    expect(minimum.gradientNorm).toBeLessThan(1e-8);
  });

  it('turns back from where the objective is infinite', () => {
    const walled: Objective = ([x = 0], gradient) => {
      gradient[0] = 1 - 1 / x;
      return x > 0 ? x - Math.log(x) : Number.POSITIVE_INFINITY;
    };
    expect(minimise(walled, Float64Array.of(9)).point[0]).toBeCloseTo(1, 7);
  });

  it('ends on a slope that flattens for ever and where rounding hides the descent', () => {
    const flattening: Objective = ([x = 0], gradient) => {
      gradient[0] = -Math.exp(-x);
      return 1 + Math.exp(-x);
    };
    expect(minimise(flattening, Float64Array.of(0)).iterations).toBeLessThan(100);
    const lying: Objective = ([x = 0], gradient) => {
      gradient[0] = -1;
      return x === 0 ? 0 : 1;
    };
    expect(minimise(lying, Float64Array.of(0)).stop).toBe('no_descent');
  });
});

describe('newton polish', () => {
  it('does not take the wall of an objective for its bottom', () => {
    // The curvature at the start points far beyond the wall, where the gradient is zero.
    const walled: Objective = ([x = 0], gradient) => {
      gradient[0] = x > 1.05 ? 0 : -Math.exp(-20 * (x - 1));
      return x > 1.05 ? Number.POSITIVE_INFINITY : Math.exp(-20 * (x - 1)) / 20;
    };
    const start = Float64Array.of(1.03);
    const gradient = new Float64Array(1);
    const value = walled(start, gradient);
    const best = {
      point: start,
      value,
      gradient,
      gradientNorm: Math.abs(gradient[0] ?? 0),
      iterations: 0,
      stop: 'change',
    } as const;
    expect(polish(walled, best).minimum.value).toBeLessThanOrEqual(value);
  });

  it('inverts definite matrices and refuses others', () => {
    const hessian = hessianAt(rosenbrock, Float64Array.of(1, 1));
    const inverse = invertDefinite(hessian);
    expect(inverse?.[0]?.[0]).toBeCloseTo(0.5, 3);
    expect(inverse?.[1]?.[1]).toBeCloseTo(2.005, 3);
    expect(invertDefinite([Float64Array.of(1, 2), Float64Array.of(2, 1)])).toBeNull();
  });
});

describe('compensated sum', () => {
  it('keeps what a plain sum loses', () => {
    const sum = new CompensatedSum();
    for (const term of [1, 1e100, 1, -1e100]) {
      sum.add(term);
    }
    expect(sum.total()).toBe(2);
  });
});

describe('grouped rows', () => {
  it('counts equal rows and comes out sorted, whatever the order', () => {
    const { columns, counts } = groupRows([
      Float64Array.of(2, 0, 2, 2),
      Float64Array.of(5, 1, 5, 4),
    ]);
    expect(columns.map((column) => [...column])).toEqual([
      [0, 2, 2],
      [1, 4, 5],
    ]);
    expect([...counts]).toEqual([1, 1, 2]);
  });
});
