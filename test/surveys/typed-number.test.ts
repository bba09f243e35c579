import { expect, it } from 'vitest';
import { typedNumber } from '../../lib/surveys/typed-number.ts';

it.each([
  ['１，２００．５', '1200.5'],
  ['12,345,678', '12345678'],
  [' 1 200 ', '1200'],
  ['－5', '-5'],
  // No thousands: a point that was meant, or a slip. Nobody guesses.
  ['1,5', '1,5'],
  ['1,2000', '1,2000'],
  ['viel', 'viel'],
])('reads %j as people mean it: %s', (typed, read) => {
  expect(typedNumber(typed)).toBe(read);
});
