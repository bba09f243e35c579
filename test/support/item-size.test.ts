import { expect, it } from 'vitest';
import { itemSize } from './item-size.ts';

it('counts bytes as the developer guide does', () => {
  expect(itemSize({ id: { S: 'cus_1' } })).toBe(2 + 5);
  expect(itemSize({ n: { N: '27' } })).toBe(1 + 2);
  expect(itemSize({ n: { N: '-12345' } })).toBe(1 + 3 + 1 + 1);
  expect(itemSize({ 名: { S: '客户' } })).toBe(3 + 6);
  expect(itemSize({ m: { M: { a: { BOOL: true }, b: { L: [{ N: '1' }] } } } })).toBe(
    1 + 3 + (1 + 1 + 1) + (1 + (3 + 2 + 1) + 1),
  );
});
