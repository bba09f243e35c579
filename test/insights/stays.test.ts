import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier, stepAt } from '../../lib/insights/kaplan-meier.ts';
import { lifeOf } from '../../lib/insights/life.ts';
import { stayOn, staysOf, untilDay } from '../../lib/insights/stays.ts';

const at = (...days: number[]) => ({ days: days.map((day) => ({ day, amount: 100 })), terms: [] });
const definition = { horizonDays: 10 };

describe('the stays of a customer', () => {
  it('end at the last purchase before a silence longer than the horizon, and begin again after it', () => {
    expect(staysOf(at(0, 10, 21, 25), definition)).toEqual([
      { fromDay: 0, lastDay: 10, graceDays: 10 },
      { fromDay: 21, lastDay: 25, graceDays: 10 },
    ]);
  });

  it('hold through a silence as long as the horizon, and not a day longer', () => {
    const [stay] = staysOf(at(0), definition);
    expect(stay && untilDay(stay)).toBe(10);
    expect([10, 11].map((day) => stayOn(staysOf(at(0), definition), day) !== undefined)).toEqual([
      true,
      false,
    ]);
  });

  it('are the paid terms of a contractual customer, whatever they buy in them', () => {
    const terms = [{ fromDay: 0, untilDay: 29 }];
    expect(staysOf({ ...at(0, 25), terms }, definition)).toEqual([
      { fromDay: 0, lastDay: 29, graceDays: 0 },
    ]);
  });

  it('are by purchases before a contract, which continues them, and after its end', () => {
    const terms = [
      { fromDay: 8, untilDay: 29 },
      { fromDay: 55, untilDay: 80 },
    ];
    expect(staysOf({ ...at(0, 20, 40, 50, 100), terms }, definition)).toEqual([
      { fromDay: 0, lastDay: 29, graceDays: 0 },
      { fromDay: 40, lastDay: 80, graceDays: 0 },
      { fromDay: 100, lastDay: 100, graceDays: 10 },
    ]);
  });
});

describe('the life of a stay', () => {
  const stay = { fromDay: 100, lastDay: 130, graceDays: 10 };

  it('has ended when the silence has passed, and is longer than what could be seen before', () => {
    expect(lifeOf(stay, { origin: 100, dataEnd: 141 })).toEqual({ days: 30, ended: true });
    // On the last day of grace an end could be seen up to day 129.
    expect(lifeOf(stay, { origin: 100, dataEnd: 140 })).toEqual({ days: 29, ended: false });
  });

  it('counts from a landmark, and is 0 days where nothing followed it', () => {
    expect(lifeOf(stay, { origin: 120, dataEnd: 200 })).toEqual({ days: 10, ended: true });
    expect(lifeOf(stay, { origin: 135, dataEnd: 200 })).toEqual({ days: 0, ended: true });
  });

  it('is unknown where no end could be seen yet', () => {
    expect(lifeOf(stay, { origin: 130, dataEnd: 140 })).toBeNull();
    expect(lifeOf(stay, { origin: 130, dataEnd: 141 })).toEqual({ days: 0, ended: true });
  });

  it('estimates the same from data that end early as from all of it, within chance', () => {
    // Customers of known lives: a purchase every 5 days until they leave. Everybody comes on a day of the first 200.
    const random = lcg(7);
    const customers = Array.from({ length: 20_000 }, () => {
      const fromDay = Math.floor(random() * 200);
      const purchases = 1 + Math.floor(-Math.log(random()) * 12);
      return { fromDay, lastDay: fromDay + 5 * (purchases - 1) };
    });
    const survivalAt = (dataEnd: number, days: number) => {
      const lives = customers.flatMap(({ fromDay, lastDay }) => {
        const seen = Array.from({ length: (lastDay - fromDay) / 5 + 1 }, (_, i) => fromDay + 5 * i);
        const [stay] = staysOf(at(...seen.filter((day) => day <= dataEnd)), definition);
        return (stay && lifeOf(stay, { origin: fromDay, dataEnd })) ?? [];
      });
      return stepAt(kaplanMeier(lives), days)?.survival ?? 1;
    };
    for (const days of [0, 20, 60, 100])
      expect(survivalAt(170, days)).toBeCloseTo(survivalAt(10_000, days), 1.7);
  });

  it('never ends later than what can be seen, for any customer and any end of the data', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(400), { minLength: 1, maxLength: 12 }),
        fc.nat(60),
        fc.nat(500),
        (days, horizonDays, dataEnd) => {
          const seen = [...new Set(days)].filter((day) => day <= dataEnd).sort((a, b) => a - b);
          const [stay] = staysOf(at(...seen), { horizonDays });
          if (!stay) return;
          const life = lifeOf(stay, { origin: stay.fromDay, dataEnd });
          const seenDays = dataEnd - horizonDays - 1 - stay.fromDay;
          if (life === null) expect(seenDays).toBeLessThan(0);
          else expect(life.days).toBeLessThanOrEqual(seenDays);
          if (life?.ended) expect(stay.lastDay + horizonDays).toBeLessThan(dataEnd);
        },
      ),
    );
  });
});

/** Reproducible chance in (0, 1) (Numerical Recipes' linear congruence). */
const lcg = (seed: number) => {
  let state = seed;
  return () => {
    state = (1_664_525 * state + 1_013_904_223) % 4_294_967_296;
    return (state + 0.5) / 4_294_967_296;
  };
};
