import * as fc from 'fast-check';

/** One request of a stranger: which route, and what it sends. */
export interface FuzzRequest {
  readonly to: 'submit' | 'update' | 'open' | 'personal' | 'sign';
  /** Whether the secret in the path, or the body, is a good one. */
  readonly isGenuine: boolean;
  readonly type: string | undefined;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Ids of questions and hidden fields of the surveys, some called like members of every object. */
export const questionIds = [
  'q1',
  'toString',
  'valueOf',
  'q4',
  'q5',
  'rank',
  'grid',
  'on',
  'ok',
  'why',
];

const names = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...questionIds, 'rank.a', 'grid.r1', 'campaign', 'order'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        'token',
        'language',
        'answers',
        'complete',
        'hidden',
        'resumeToken',
        'revision',
        'blinded',
      ],
      ...['credential', '_form', '_website', '_show', '_resume', '_revision', 'lang', ''],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'hasOwnProperty',
      '__defineGetter__',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

const texts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('9', '3', 'a', 'north', 'true', 'false', 'zh', '2026-05-04', ''),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['\u0000', '\ufeff9', '\ud800', '\udfff\ud800', 'é', 'e\u0301', '9'.repeat(5_000)],
      ...['1e999', '-0', '0x10', '9'.repeat(40), '٣', '９', ' 9 ', '<script>', "' OR 1=1", '%00'],
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

const values: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(9, 4, 1, 0, 'north', ['a', 'b'], true, false, null),
  },
  { weight: 2, arbitrary: texts },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.bigInt().map(Number) },
  { weight: 1, arbitrary: fc.array(texts, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(names, texts, { maxKeys: 4 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

const mostly = <T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary: usual }, { weight: 1, arbitrary: values });

/** Answers of which most fit: what gets through is what may become garbage. */
const answers = fc.record(
  {
    q1: mostly(fc.integer({ min: 0, max: 8 })),
    toString: mostly(fc.integer({ min: 1, max: 5 })),
    valueOf: mostly(fc.integer({ min: -1_000, max: 1_000 }).map((cents) => cents / 100)),
    q4: mostly(fc.constantFrom('north', 'south')),
    q5: mostly(fc.subarray(['staff', 'price', 'range'])),
    rank: mostly(fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 })),
    grid: mostly(fc.constant({ r1: 'c1', r2: 'c2' })),
    on: mostly(fc.constantFrom('2026-05-04', '2024-02-29')),
    ok: mostly(fc.boolean()),
    why: mostly(texts),
  },
  { requiredKeys: ['q1'] },
);

const object = fc.oneof(
  { weight: 5, arbitrary: fc.record({ answers }) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        answers,
        language: fc.oneof(fc.constantFrom('en', 'zh', 'xx'), values),
        hidden: fc.oneof(fc.dictionary(names, values, { maxKeys: 3 }), values),
        complete: fc.oneof(fc.boolean(), values),
        revision: values,
        _form: texts,
        _website: texts,
        blinded: fc.oneof(fc.base64String({ maxLength: 400 }), values),
        credential: values,
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 2, arbitrary: fc.dictionary(names, values, { maxKeys: 8 }) },
);

/** JSON.stringify never writes a name twice, a prototype name as such, a raw surrogate or a huge number. */
const spoilt = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(text) },
    { weight: 1, arbitrary: names.map((name) => text.replace('{', `{${JSON.stringify(name)}:1,`)) },
    { weight: 1, arbitrary: fc.constant(text.replace('{', '{"__proto__":{"polluted":true},')) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(`\ufeff${text}`, `${text}\u0000`, ` ${text} `, `${text}${text}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('1e400', '-1e-400', '\\ud800', '9'.repeat(400))
        .map((odd) => text.replace(/\d+/, odd)),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 0, max: text.length }).map((at) => text.slice(0, at)),
    },
  );

const nested = fc
  .tuple(fc.constantFrom('[', '{"answers":', '{"q1":['), fc.integer({ min: 1, max: 3_000 }))
  .map(([open, depth]) => open.repeat(depth));

const json = fc.oneof(
  { weight: 10, arbitrary: object.chain((value) => spoilt(JSON.stringify(value) ?? 'null')) },
  { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

const percent = (text: string): string => encodeURIComponent(text.toWellFormed());

const oddPairs = fc.array(
  fc.tuple(
    names,
    fc.oneof(
      { weight: 4, arbitrary: texts },
      { weight: 1, arbitrary: fc.constantFrom('%ff', '%', '%zz', '+') },
    ),
  ),
  { maxLength: 6 },
);

/** As a browser sends the form. */
const goodPairs: fc.Arbitrary<[string, string][]> = fc
  .record({
    q1: fc.integer({ min: 0, max: 8 }),
    satisfied: fc.integer({ min: 1, max: 5 }),
    why: texts,
  })
  .map(({ q1, satisfied, why }) => [
    ['q1', String(q1)],
    ['toString', String(satisfied)],
    ['valueOf', '-0.5'],
    ['q5', 'staff'],
    ['q5', 'range'],
    ['rank.a', '2'],
    ['rank.b', '1'],
    ['rank.c', '3'],
    ['grid.r1', 'c2'],
    ['ok', 'true'],
    ['why', why],
  ]);

/** As a browser writes it, or with what no browser writes. */
const form = fc
  .tuple(
    goodPairs,
    fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: oddPairs }),
  )
  .map(([good, odd]) =>
    [...good, ...odd]
      .map(([name, value]) => `${percent(name)}=${value.startsWith('%') ? value : percent(value)}`)
      .join('&'),
  );

/** Text as the gateway hands it over: as it is, or its bytes in base64, whole, cut or in another charset. */
const carried = (text: string): fc.Arbitrary<string | Uint8Array> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<string | Uint8Array>(text) },
    { weight: 3, arbitrary: fc.constant<string | Uint8Array>(Buffer.from(text)) },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 0, max: 60 })
        .map((cut) => Buffer.from(`${text}汉字`).subarray(0, -cut - 1)),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('utf16le' as const, 'latin1' as const)
        .map((charset) => Buffer.from(text, charset)),
    },
  );

const types = (usual: string) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...[undefined, '', 'text/plain', 'multipart/form-data; boundary=x', 'application/xml'],
        ...[
          `${usual}; charset=utf-16`,
          `${usual}; charset="utf-8"`,
          `${usual};;;`,
          usual.toUpperCase(),
        ],
        ...[
          'application/json',
          'application/x-www-form-urlencoded',
          'application/merge-patch+json',
        ],
      ),
    },
  );

const headers = fc.record(
  {
    accept: fc.constantFrom('text/html', '*/*', ''),
    'accept-language': fc.constantFrom('zh', 'de;q=x', '*;q=0'),
    'content-encoding': fc.constantFrom('gzip', 'identity', ''),
    'idempotency-key': fc.oneof(fc.uuid(), fc.string({ maxLength: 8 })),
    origin: fc.constantFrom('https://shop.example', 'null', 'javascript:'),
  },
  { requiredKeys: [] },
);

const rare = <T>(arbitrary: fc.Arbitrary<T>, usually: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usually) }, { weight: 1, arbitrary });

const sent = (
  to: FuzzRequest['to'],
  body: fc.Arbitrary<string>,
  usual: string,
): fc.Arbitrary<FuzzRequest> =>
  fc.record({
    to: fc.constant(to),
    isGenuine: fc.boolean(),
    type: types(usual),
    body: fc.oneof(
      { weight: 12, arbitrary: body.chain(carried) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 80 }) },
    ),
    headers: rare<Readonly<Record<string, string>>>(headers, {}),
  });

const asJson = 'application/json';
const asForm = 'application/x-www-form-urlencoded';

/** Anything that a stranger may send to a public route that takes a body. */
export const fuzzRequests: fc.Arbitrary<FuzzRequest> = fc.oneof(
  { weight: 4, arbitrary: sent('submit', json, asJson) },
  { weight: 3, arbitrary: sent('submit', form, asForm) },
  { weight: 3, arbitrary: sent('update', json, asJson) },
  { weight: 3, arbitrary: sent('open', form, asForm) },
  { weight: 3, arbitrary: sent('personal', form, asForm) },
  { weight: 1, arbitrary: sent('sign', json, asJson) },
);
