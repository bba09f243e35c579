import { expect, it } from 'vitest';
import { beta, exponential, gamma, seededRandom } from '../../infra/tools/demo-random.ts';
import { bgNbd } from '../../lib/value/bg-nbd.ts';
import { paretoNbd } from '../../lib/value/pareto-nbd.ts';
import type { PurchaseHistory } from '../../lib/value/purchase-history.ts';

/** Parameters of the CDNOW fit (Fader, Hardie and Lee 2005), as science has them to three digits. */
const truth = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const customers = 1_000_000;

/** One customer of a BG/NBD world, in weeks, watched for 1 to 104 of them, days rounded down. */
const simulate = (random: () => number): PurchaseHistory => {
  const rate = gamma(random, truth.r, truth.alpha);
  const dropout = beta(random, truth.a, truth.b);
  const T = Math.floor((1 + random() * 103) * 7) / 7;
  let [x, tx, time] = [0, 0, 0];
  for (;;) {
    time += rate > 0 ? exponential(random, rate) : Number.POSITIVE_INFINITY;
    if (time > T) return { x, tx, T };
    x += 1;
    tx = Math.min(T, Math.round(time * 7) / 7);
    if (random() < dropout) return { x, tx, T };
  }
};

const drawHistories = (): readonly PurchaseHistory[] => {
  const random = seededRandom(20261121);
  return Array.from({ length: customers }, () => simulate(random));
};

it('R19: a fit of a million customers finds each parameter within 2 %, whoever comes first', () => {
  const histories = drawHistories();
  const fit = bgNbd.fit(histories);
  expect(fit.fit).toBe('converged');
  for (const [name, value] of Object.entries(truth)) {
    expect(Math.abs((fit.parameters[name] ?? 0) / value - 1), name).toBeLessThan(0.02);
  }
  expect(bgNbd.fit(histories.toReversed()).parameters).toEqual(fit.parameters);
});

it('Pareto/NBD is fitted on the same million in less processor time than its peers take', () => {
  const histories = drawHistories();
  const before = process.cpuUsage();
  const fit = paretoNbd.fit(histories);
  const { user, system } = process.cpuUsage(before);
  expect(fit.fit).toBe('converged');
  expect(fit.gradientNorm).toBeLessThan(1e-9);
  // CLVTools takes 26.8 s of one core, lifetimes 451 s (science.md 3.1).
  expect((user + system) / 1e6).toBeLessThan(26.8);
});
