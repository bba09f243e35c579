import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { upcastPolicy } from '../../lib/scoring/policy/upcast-policy.ts';
import { changedPointers } from '../../lib/shared/changed-pointers.ts';

describe('a policy of an older release', () => {
  it('gets the defaults of members that came later, at any depth', () => {
    const { bands, tierMinStayDays, churn, ...old } = defaultPolicy;
    const { highFrom, ...oldChurn } = churn;
    const stored = { ...old, churn: { ...oldChurn, mediumFrom: 0.3 } };
    expect(upcastPolicy(stored)).toEqual({
      ...defaultPolicy,
      churn: { ...churn, mediumFrom: 0.3, highFrom },
      bands,
      tierMinStayDays,
    });
  });

  it('keeps what it says: lists as they stand, and one shape without members of another', () => {
    const tiers = { by: 'amount', levels: [{ id: 'gold', from: 500 }], rest: 'other' } as const;
    const rfm = { ...defaultPolicy.rfm, cells: [] };
    const policy = upcastPolicy({ ...defaultPolicy, tiers, rfm });
    expect(policy.tiers).toEqual(tiers);
    expect(policy.rfm.cells).toEqual([]);
  });

  it('is not made of what is no policy', () => {
    expect(() => upcastPolicy('policy')).toThrow();
    expect(() => upcastPolicy({ tierMinStayDays: -1 })).toThrow();
  });
});

describe('changed pointers', () => {
  it('lead to the deepest members that differ, lists as a whole, names escaped', () => {
    const before = { a: { b: 1, c: [1, 2] }, 'x/y': { '~': 1 }, same: { deep: true } };
    const after = { a: { b: 2, c: [1, 3] }, 'x/y': { '~': 2 }, same: { deep: true }, added: null };
    expect(changedPointers(before, after)).toEqual(['/a/b', '/a/c', '/x~1y/~0']);
    expect(changedPointers(before, { ...before, added: 1 })).toEqual(['/added']);
    expect(changedPointers({ t: { by: 'x' } }, { t: 5 })).toEqual(['/t']);
    expect(changedPointers(before, structuredClone(before))).toEqual([]);
  });
});
