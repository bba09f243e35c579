import type { Histogram, NumberSums, PlaceSums, QuestionCounts } from './histogram.ts';
import { countsIn, noCounts, ownCount } from './histogram.ts';

/** Differences by name; what is not more is left out. */
const lessValues = (
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(a)
      .map(([name, count]) => [name, count - ownCount(b, name)] as const)
      .filter(([, count]) => count > 0),
  );

const noNumbers: NumberSums = { count: 0, sum: 0, squares: 0 };

const lessNumbers = (a: NumberSums, b: NumberSums = noNumbers): NumberSums =>
  a.count > b.count
    ? { count: a.count - b.count, sum: a.sum - b.sum, squares: a.squares - b.squares }
    : noNumbers;

type Places = Readonly<Record<string, PlaceSums>>;
const noPlace: PlaceSums = { sum: 0, first: 0 };

const lessPlaces = (a: Places, b: Places = {}): Places =>
  Object.fromEntries(
    Object.entries(a).map(([id, { sum, first }]) => {
      const known = (Object.hasOwn(b, id) ? b[id] : undefined) ?? noPlace;
      return [
        id,
        { sum: Math.max(0, sum - known.sum), first: Math.max(0, first - known.first) },
      ] as const;
    }),
  );

const lessCounts = (a: QuestionCounts, b: QuestionCounts): QuestionCounts => {
  const numbers = a.numbers && lessNumbers(a.numbers, b.numbers);
  return {
    answered: Math.max(0, a.answered - b.answered),
    values: lessValues(a.values, b.values),
    ...(numbers && numbers.count > 0 ? { numbers } : {}),
    ...(a.places && { places: lessPlaces(a.places, b.places) }),
  };
};

/**
 * What came to a histogram since an earlier one of the same day. First and last dates have no difference and are left
 * out; nothing becomes negative, should something of the earlier one be gone.
 */
export const lessHistogram = (now: Histogram, before: Histogram): Histogram => ({
  responses: Math.max(0, now.responses - before.responses),
  completed: Math.max(0, now.completed - before.completed),
  questions: Object.fromEntries(
    Object.entries(now.questions).map(([id, counts]) => [
      id,
      lessCounts(counts, countsIn(before, id)),
    ]),
  ),
});

/** Whether a later histogram holds all of an earlier one: an index that lags may give less than it gave before. */
export const holdsAll = (now: Histogram, before: Histogram): boolean =>
  now.completed >= before.completed &&
  Object.entries(before.questions).every(([id, { answered, values } = noCounts]) => {
    const counts = countsIn(now, id);
    return (
      counts.answered >= answered &&
      Object.entries(values).every(([value, count]) => ownCount(counts.values, value) >= count)
    );
  });
