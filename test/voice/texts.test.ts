import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootCauseCodes } from '../../lib/recovery/root-causes.ts';
import { analyseText, unitsMax } from '../../lib/voice/analyse-text.ts';
import { languageOf } from '../../lib/voice/script.ts';
import { clausesOf, sentencesOf } from '../../lib/voice/sentences.ts';
import { packedModels } from '../../lib/voice/sentiment-weights.ts';
import { themes } from '../../lib/voice/theme-rows.ts';

const cut = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

/** What a text says of its themes: the theme with its side and the sentences that it cites. */
const said = (text: string) =>
  Object.fromEntries(
    (analyseText(text)?.themes ?? []).map(({ theme, value, sentences }) => [
      theme,
      [Math.sign(value), ...sentences.map(({ start, end }) => text.slice(start, end))],
    ]),
  );

describe('languages', () => {
  it.each([
    ['房间很好', 'zh'],
    ['用 iPhone app 下单很方便', 'zh'],
    ['The room was fine', 'en'],
    ['Our guide to 北京 spoke excellent English', 'en'],
    ['12345 !!! 😀', null],
    ['', null],
  ])('knows %j by its script', (text, language) => expect(languageOf(text)).toBe(language));
});

describe('sentences', () => {
  it('end with their signs, in both languages, and not within numbers or addresses', () => {
    expect(cut('很好！！！下次再来。 “3.5 分”……还行')).toEqual([
      '很好！！！',
      '下次再来。',
      '“3.5 分”……',
      '还行',
    ]);
    expect(cut('It cost 3.50 at example.com. Fine!\nBye 👋')).toEqual([
      'It cost 3.50 at example.com.',
      'Fine!',
      'Bye 👋',
    ]);
  });

  it('are cut at a pause where they run on', () => {
    const text = '菜很好吃，'.repeat(100);
    expect(Math.max(...cut(text).map(({ length }) => length))).toBeLessThan(200);
  });

  it('split where the view turns', () => {
    const text = '房间很大但是早餐差';
    const [first, second] = clausesOf(text, { start: 0, end: text.length });
    expect(text.slice(first?.start, first?.end)).toBe('房间很大');
    expect(text.slice(second?.start, second?.end)).toBe('但是早餐差');
  });
});

describe('sentiment', () => {
  it.each([
    ['服务非常热情，房间干净，下次还来', 'positive', false],
    ['太差了，等了两个小时，饭都凉了，再也不会订了！！！', 'negative', true],
    ['我昨天收到了。', 'neutral', false],
    ['一点都不好吃', 'negative', false],
    ['Friendly staff and delicious food, we will be back.', 'positive', false],
    ['WORST SERVICE EVER. I WANT MY REFUND NOW!!!', 'negative', true],
    ['The food was not good and the table was dirty.', 'negative', false],
    ['It arrived on Tuesday.', 'neutral', false],
  ] as const)('of %j', (text, sentiment, angry) => {
    expect(analyseText(text)).toMatchObject({ sentiment, angry });
  });

  it('fits into a function: 150 kB of weights at most', () => {
    const bytes = Object.values(packedModels).reduce((sum, { grams }) => sum + grams.length, 0);
    expect(bytes).toBeLessThan(150 * 1_024);
  });
});

describe('themes', () => {
  it('cite their sentences, each clause by its own words', () => {
    const text = '房间很大，服务员态度很好，但是早餐太差了！价格有点贵。';
    const [first, second] = cut(text);
    expect(said(text)).toEqual({
      environment: [1, first],
      service_attitude: [1, first],
      taste: [-1, first],
      price: [-1, second],
    });
    const english = 'The staff was friendly, but the room was dirty. Delivery took forever.';
    expect(said(english)).toMatchObject({
      service_attitude: [1, 'The staff was friendly, but the room was dirty.'],
      cleanliness: [-1, 'The staff was friendly, but the room was dirty.'],
      delivery: [-1, 'Delivery took forever.'],
    });
  });

  it('turn with a negation', () => {
    expect(said('味道不好')).toMatchObject({ taste: [-1, '味道不好'] });
    expect(said('The food was not bad')).toMatchObject({ taste: [1, 'The food was not bad'] });
  });

  it('each amount to a root cause of recovery cases', () => {
    for (const { reason } of Object.values(themes)) expect(rootCauseCodes).toContain(reason);
  });
});

it('reads any text, and cites places within it', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('太差', '！', '但', 'not ', 'bad', '. ', '😡', '，', '房间', '\ud800', "n't"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      for (const { sentences, value } of analyseText(text)?.themes ?? []) {
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
        for (const { start, end } of sentences) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }
    }),
    { numRuns: 200 },
  );
});

it.each(['好差，', 'a', 'bad. ', '. ', 'not '])(
  'needs time in proportion to the text: %j a hundred thousand times over',
  (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    const start = performance.now();
    sentencesOf(text);
    analyseText(text);
    // Some 0.2 s; a quadratic step would take minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(text.length).toBeGreaterThan(unitsMax);
  },
);
