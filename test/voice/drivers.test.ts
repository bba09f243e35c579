import { describe, expect, it } from 'vitest';
import type { CountedQuestion } from '../../lib/surveys/counted-question.ts';
import type { ReadResponse } from '../../lib/voice/driver-columns.ts';
import { driverReport } from '../../lib/voice/driver-report.ts';
import { fitDrivers } from '../../lib/voice/fit-drivers.ts';
import { swiss } from './swiss.ts';

const digits = (values: readonly number[] | undefined, places: number) =>
  values?.map((value) => Number(value.toFixed(places)));

describe('the fit', () => {
  const fit = fitDrivers(swiss);

  it('divides R² as relaimpo does (R package, its example of the data set swiss)', () => {
    expect(fit?.rSquared).toBeCloseTo(0.7067, 4);
    expect(
      digits(
        fit?.effects.map(({ importance }) => importance),
        8,
      ),
    ).toEqual([0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592]);
  });

  it('has the coefficients and errors of lm(Fertility ~ ., swiss)', () => {
    // Slopes and t values of R's summary; a standardised slope is slope · deviation / deviation of the outcome.
    expect(fit?.rSquaredAdjusted).toBeCloseTo(0.671, 4);
    const t = fit?.effects.map(
      ({ coefficient, interval: [low, high] }) => (coefficient * 2 * 2.019541) / (high - low),
    );
    expect(digits(t, 2)).toEqual([-2.45, -1.02, -4.76, 2.95, 2.82]);
    expect(
      digits(
        fit?.effects.map(({ vif }) => vif),
        2,
      ),
    ).toEqual([2.28, 3.68, 2.77, 1.94, 1.11]);
  });

  it('is refused where a predictor is a sum of others, or nothing is left over', () => {
    expect(fitDrivers(swiss.map((row) => [...row, (row[1] ?? 0) + (row[2] ?? 0)]))).toBeUndefined();
    expect(fitDrivers(swiss.slice(0, 6))).toBeUndefined();
  });
});

const questions: readonly CountedQuestion[] = [
  { id: 'nps', type: 'nps' },
  { id: 'room', type: 'csat' },
  { id: 'staff', type: 'csat' },
  { id: 'copy', type: 'csat' },
  { id: 'rare', type: 'ces' },
  { id: 'from', type: 'single', options: [{ id: 'web' }, { id: 'shop' }] },
  { id: 'why', type: 'text' },
];

const responseOf = (answers: ReadResponse['response']['answers']): ReadResponse['response'] => ({
  id: 'rsp_1',
  surveyId: 'svy_1',
  surveyVersion: 1,
  language: 'en',
  answers,
  day: '2026-01-01',
  channel: 'link',
  hidden: {},
  classes: null,
  interviewer: null,
  revision: 1,
  identified: null,
});

/** Room moves the outcome most, staff less, the price that texts speak of a little; the rest is noise. */
const rows = (count: number): readonly ReadResponse[] =>
  Array.from({ length: count }, (_, at) => {
    const room = 1 + (at % 5);
    const staff = 1 + ((at * 7 + 3) % 5 === 4 ? 4 : (at * 3) % 4);
    const price = at % 3 === 0 ? -1 : 0.5;
    const nps = Math.min(10, Math.max(0, Math.round(room + 0.5 * staff + price + (at % 7) / 7)));
    const from = at % 2 === 0 ? 'web' : 'shop';
    const rare = at < 4 ? { rare: 5 } : {};
    return {
      response: responseOf({ nps, room, staff, copy: room, from, why: 'x', ...rare }),
      themes: new Map([['price', price]] as const),
    };
  });

const asked = { outcomeId: 'nps', isShielded: false };

describe('the report', () => {
  it('ranks drivers, places them and says what it left out', () => {
    const report = driverReport(rows(200), questions, asked);
    expect(report).toMatchObject({ state: 'ok', n: 200, needed: 40 });
    expect(report.drivers.map(({ question, part }) => part ?? question)).toEqual([
      'room',
      'staff',
      'price',
      'shop',
    ]);
    const sum = report.drivers.reduce((total, { importance }) => total + importance, 0);
    expect(sum).toBeCloseTo(report.rSquared ?? Number.NaN, 10);
    expect(report.drivers[0]).toMatchObject({ quadrant: 'keep', performance: 50 });
    expect(report.drivers.at(-1)).toMatchObject({ performance: null, quadrant: null });
    const reasons = Object.fromEntries(
      report.omitted.map(({ question, part, reason }) => [part ?? question, reason]),
    );
    expect(reasons).toMatchObject({
      copy: 'same_as_others',
      rare: 'too_few_answers',
      taste: 'too_few_answers',
    });
  });

  it('says how many responses are missing, and makes up no number', () => {
    const report = driverReport(rows(20), questions, asked);
    expect(report).toMatchObject({ state: 'insufficient_data', n: 20, needed: 30, rSquared: null });
    expect(report.drivers).toEqual([]);
    expect(driverReport([], questions, asked)).toMatchObject({ n: 0, needed: 10 });
  });

  it('takes themes as far as rows are complete, and not so that nothing can be said', () => {
    const skipping = rows(30).map((row, at) => {
      const { staff, ...answers } = row.response.answers;
      return at % 10 === 0 ? { ...row, response: { ...row.response, answers } } : row;
    });
    const few = questions.filter(({ id }) => ['nps', 'room', 'staff'].includes(id));
    const report = driverReport(skipping, few, asked);
    expect(report).toMatchObject({ state: 'ok', n: 27, needed: 20 });
    expect(report.omitted).toContainEqual({
      ...{ kind: 'theme', question: null, part: 'price' },
      reason: 'too_many_drivers',
    });
  });

  it('leaves out weeks of shielded answers with under five complete rows, and gives no means', () => {
    const later = rows(204).map((row, at) => {
      const day = at < 200 ? '2026-01-01' : '2026-01-08';
      return { ...row, response: { ...row.response, day } };
    });
    expect(driverReport(later, questions, asked).n).toBe(204);
    const shielded = driverReport(later, questions, { ...asked, isShielded: true });
    expect(shielded.n).toBe(200);
    expect(shielded.drivers.map(({ performance }) => performance)).toEqual(
      shielded.drivers.map(() => null),
    );
    expect(shielded.drivers[0]).toMatchObject({ quadrant: 'keep' });
  });
});
