import { describe, expect, it } from 'vitest';
import { countFailure } from '../../../lib/surveys/abuse/count-failure.ts';
import { judgeOpen, type OpenAnswer } from '../../../lib/surveys/abuse/judge-open.ts';
import { sampledOf, surveyLimit, windowAt } from '../../../lib/surveys/abuse/limits.ts';
import type { Counter, LimitStore } from '../../../lib/surveys/abuse/ports.ts';
import { repeatedContent } from '../../../lib/surveys/abuse/repeated-content.ts';

const nameOf = ({ limit, of, window }: Counter): string => `${limit.name}#${of}#${window.index}`;

/** Counters as the table keeps them, with how often they were written and read. */
const memory = () => {
  const counts = new Map<string, number>();
  const used = { writes: 0, reads: 0 };
  const limits: LimitStore = {
    count: async (counter, amount) => {
      used.writes += 1;
      const before = counts.get(nameOf(counter)) ?? 0;
      if (before >= counter.limit.quota) return null;
      counts.set(nameOf(counter), before + amount);
      return before + amount;
    },
    read: async (counter) => {
      used.reads += 1;
      return counts.get(nameOf(counter)) ?? 0;
    },
  };
  return { limits, counts, used };
};

/** Numbers in [0, 1) that come again the same (Park and Miller's generator). */
const seeded = () => {
  let state = 20_260_504;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const now = '2026-05-04T08:03:00.000Z';
const answer: OpenAnswer = {
  surveyId: 'svy_a',
  protection: undefined,
  content: { answers: { q1: 9 }, texts: {} },
  signs: [],
  address: '203.0.113.7',
  isKiosk: false,
  stage: 'whole',
  now,
};

const judgeWith = (store = memory()) => ({
  ...store,
  judge: judgeOpen({
    limits: store.limits,
    keys: async () => Buffer.alloc(32, 3),
    chance: seeded(),
  }),
});

const long = { answers: { q1: 1 }, texts: { why: '这家店的服务员态度非常差劲' } };

describe('judging an open answer', () => {
  it('takes 3,000 answers of one network in ten minutes, holds the next and refuses above 12,000', async () => {
    const { judge } = judgeWith();
    const kinds: string[] = [];
    for (let count = 0; count < 12_002; count += 1) kinds.push((await judge(answer)).kind);
    expect(kinds.lastIndexOf('take')).toBe(2_999);
    expect(kinds.indexOf('hold')).toBe(3_000);
    expect(kinds.lastIndexOf('hold')).toBe(11_999);
    expect(kinds.slice(12_000)).toEqual(['refuse', 'refuse']);
    expect((await judge({ ...answer, address: '203.0.114.7' })).kind).toBe('take');
    expect((await judge({ ...answer, surveyId: 'svy_b' })).kind).toBe('take');
    expect((await judge({ ...answer, now: '2026-05-04T08:10:00.000Z' })).kind).toBe('take');
  }, 20_000);

  it('takes what a kiosk sends, however much that is for one address', async () => {
    const { judge } = judgeWith();
    for (let count = 0; count < 3_500; count += 1)
      expect(await judge({ ...answer, isKiosk: true })).toEqual({ kind: 'take', limits: [] });
  });

  it('tells in steps of a twelfth how many are left, so that one person does not show', async () => {
    const { judge } = judgeWith();
    const told = new Set<number | undefined>();
    for (let count = 0; count < 1_000; count += 1)
      told.add((await judge(answer)).limits[0]?.remaining);
    expect([...told]).toEqual([11_000]);
    expect(await judge(answer)).toEqual({
      kind: 'take',
      limits: [
        {
          name: 'network',
          quota: 12_000,
          windowSeconds: 600,
          remaining: 10_000,
          resetSeconds: 420,
        },
      ],
    });
  });

  it('holds the twentieth answer with the same long text, and no short or lone ones', async () => {
    const { judge } = judgeWith();
    const kinds: string[] = [];
    for (let count = 0; count < 25; count += 1)
      kinds.push((await judge({ ...answer, content: long })).kind);
    expect(kinds.indexOf('hold')).toBe(19);
    expect(kinds.slice(19).every((kind) => kind === 'hold')).toBe(true);
    const short = { answers: { q1: 9 }, texts: { why: '很好' } };
    for (let count = 0; count < 25; count += 1) {
      expect((await judge({ ...answer, content: short })).kind).toBe('take');
      expect((await judge(answer)).kind).toBe('take');
    }
    const other = { answers: { q1: 2 }, texts: long.texts };
    expect((await judge({ ...answer, content: other })).kind).toBe('take');
    expect((await judge({ ...answer, content: long, address: '198.51.100.1' })).kind).toBe('take');
  });

  it('refuses to begin above the share of a network, and counts nobody twice', async () => {
    const { judge, counts } = judgeWith();
    const protection = { openPerNetwork: 10 };
    const begun = { ...answer, protection, stage: 'begun' } as const;
    for (let count = 0; count < 10; count += 1) expect((await judge(begun)).kind).toBe('take');
    expect(await judge(begun)).toMatchObject({ kind: 'refuse', limits: [{ remaining: 0 }] });
    const before = new Map(counts);
    const completed = await judge({ ...begun, stage: 'completed' });
    expect(completed).toEqual({ kind: 'take', limits: [] });
    expect(counts).toEqual(before);
  });

  it('names every reason', async () => {
    const { judge } = judgeWith();
    for (let count = 0; count < 19; count += 1) await judge({ ...answer, content: long });
    const verdict = await judge({
      ...answer,
      content: long,
      signs: ['honeypot_filled', 'form_token_too_young'],
      protection: { openPerNetwork: 10 },
    });
    expect(verdict).toMatchObject({
      kind: 'hold',
      reasons: ['honeypot_filled', 'form_token_too_young', 'network_flood', 'repeated_content'],
    });
  });

  it('refuses what a survey takes in an hour within 2.3 % (one deviation) of its limit, many networks together', async () => {
    const { judge, used } = judgeWith();
    const protection = { openPerHour: 6_000 };
    let taken = 0;
    for (let count = 0; count < 6_600; count += 1) {
      const address = `10.${count % 200}.${Math.floor(count / 200) % 200}.1`;
      if ((await judge({ ...answer, address, protection })).kind === 'take') taken += 1;
    }
    expect(Math.abs(taken / 6_000 - 1)).toBeLessThan(0.046);
    // One write for the network, a third for the survey (a fifteenth of the default limit).
    expect(Math.abs(used.writes / 6_600 - 1 - 1 / 3)).toBeLessThan(0.02);
    expect(used.reads).toBeLessThan(6_600);
  });

  it('counts small limits of a survey exactly, and tells nothing of how much came in', async () => {
    const { judge } = judgeWith();
    const protection = { openPerHour: 100 };
    const verdicts = [];
    for (let count = 0; count < 101; count += 1)
      verdicts.push(await judge({ ...answer, protection }));
    expect(verdicts.filter(({ kind }) => kind === 'take')).toHaveLength(100);
    expect(
      verdicts.slice(0, 100).flatMap(({ limits }) => limits.map(({ name }) => name)),
    ).not.toContain('survey');
    expect(verdicts[100]).toEqual({
      kind: 'refuse',
      limits: [
        { name: 'survey', quota: 100, windowSeconds: 3_600, remaining: 0, resetSeconds: 3_420 },
      ],
    });
  });

  it('lets suspects use up their own room only', async () => {
    const { judge } = judgeWith();
    const suspect = {
      ...answer,
      signs: ['honeypot_filled'] as const,
      protection: { openPerHour: 100 },
    };
    for (let count = 0; count < 100; count += 1) expect((await judge(suspect)).kind).toBe('hold');
    expect((await judge(suspect)).kind).toBe('refuse');
    expect((await judge({ ...suspect, signs: [] })).kind).toBe('take');
  });

  it('does not let what one network is refused count for the survey', async () => {
    const { judge, counts } = judgeWith();
    const protection = { openPerHour: 1_000, openPerNetwork: 1 };
    for (let count = 0; count < 50; count += 1) await judge({ ...answer, protection });
    const [counted] = [...counts].filter(([name]) => name.startsWith('survey#svy_a#held'));
    expect(counted?.[1]).toBe(3);
  });
});

describe('attempts through a link', () => {
  it('are refused after thirty failures in a window, each told what is left', async () => {
    const { limits } = memory();
    const count = countFailure({ limits });
    for (let failed = 1; failed <= 30; failed += 1)
      expect(await count('inv_a', now)).toEqual({
        isRefused: false,
        limit: {
          name: 'link',
          quota: 30,
          windowSeconds: 600,
          remaining: 30 - failed,
          resetSeconds: 420,
        },
      });
    expect(await count('inv_a', now)).toMatchObject({ isRefused: true, limit: { remaining: 0 } });
    expect((await count('inv_b', now)).isRefused).toBe(false);
    expect((await count('inv_a', '2026-05-04T08:10:00.000Z')).isRefused).toBe(false);
  });
});

describe('limits', () => {
  it('end their windows at whole multiples of their length', () => {
    const { index, endsAtSeconds, resetSeconds } = windowAt(surveyLimit(), now);
    expect(endsAtSeconds * 1_000).toBe(Date.parse('2026-05-04T09:00:00.000Z'));
    expect(index * 3_600 + 3_600).toBe(endsAtSeconds);
    expect(resetSeconds).toBe(57 * 60);
    expect(windowAt(surveyLimit(), '2026-05-04T08:59:59.999Z').resetSeconds).toBe(1);
  });

  it('sample in proportion to the quota', () => {
    expect(sampledOf(surveyLimit())).toBe(15);
    expect(sampledOf(surveyLimit({ openPerHour: 2_000 }))).toBe(1);
    expect(sampledOf(surveyLimit({ openPerHour: 1_000_000 }))).toBe(500);
  });

  it('know a text again by a keyed hash only, from thirty bytes on', () => {
    const key = Buffer.alloc(32, 4);
    const text = (why: string) => ({ answers: {}, texts: { why } });
    expect(repeatedContent(key, 'n', text('a'.repeat(29)))).toBeNull();
    expect(repeatedContent(key, 'n', text('a'.repeat(30)))).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(repeatedContent(key, 'n', text('好'.repeat(10)))).not.toBeNull();
    expect(repeatedContent(key, 'n', text('好'.repeat(9)))).toBeNull();
  });
});
