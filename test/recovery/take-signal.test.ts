import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../lib/events/ledger-event.ts';
import { resolveCase } from '../../lib/recovery/case-steps.ts';
import type { CaseStore } from '../../lib/recovery/ports.ts';
import { type FollowUp, isActive, type RecoveryCase } from '../../lib/recovery/recovery-case.ts';
import { takeSignal } from '../../lib/recovery/take-signal.ts';
import { customerId, ledgerId, opened, settings } from './sample-case.ts';

const at = '2026-03-05T01:00:00.000Z';
const followUp = (invitationId: string): FollowUp => ({
  surveyId: 'svy_1',
  invitationId,
  askedAt: at,
  channel: 'email',
  reason: null,
  leavesAt: at,
  answer: null,
});

const resolvedWith = (before: RecoveryCase, invitationId: string): RecoveryCase => {
  const done = resolveCase(before, { rootCause: 'price', followUp: followUp(invitationId), at });
  if (!done.ok) throw new Error(done.failure.code);
  return done.value.after;
};

const answer = (nps: number): EventOf<'response'> => ({
  type: 'response',
  ledgerId,
  customerId,
  eventId: 'rsp_9',
  occurredAt: at,
  day: 20_517,
  recordedAt: at,
  hash: '',
  by: customerId,
  surveyId: 'svy_1',
  responseId: 'rsp_9',
  surveyVersion: 1,
  invitationId: 'inv_1',
  metrics: { nps },
  answers: {},
});

/** Cases in memory, by the rules of the store; one entry of an id in the ledger. */
const world = (event: EventOf<'response'>) => {
  const cases = new Map<string, RecoveryCase>();
  const entries = new Set<string>();
  const take = (id: string | undefined): boolean => {
    if (id === undefined || entries.has(id)) return false;
    entries.add(id);
    return true;
  };
  const current = () => [...cases.values()].find(isActive);
  const store: Pick<CaseStore, 'current' | 'open' | 'replace'> = {
    current: async () => current(),
    open: async (found, { entry }) => {
      if (!take(entry?.eventId)) return 'known';
      cases.set(found.id, found);
      return 'written';
    },
    replace: async (before, after, { entry }) => {
      if (cases.get(before.id)?.version !== before.version) return 'stale';
      if (!take(entry?.eventId)) return 'known';
      cases.set(after.id, after);
      return 'written';
    },
  };
  const hear = takeSignal({
    cases: store,
    findEvent: async () => event,
    tierOf: async () => ({ tier: 'high', live: true }),
    settings: { active: async () => ({ settings, version: 1, since: null, by: null }) },
    zone: () => 'Asia/Shanghai',
  });
  const about = { ledgerId, customerId, eventId: event.eventId };
  return {
    cases,
    current,
    put: (found: RecoveryCase) => cases.set(found.id, found),
    answered: () => hear(about, at),
    angry: () => hear({ ...about, angry: true }, at),
  };
};

describe('the answer to a follow-up', () => {
  it('opens the case again once, however late its message comes again', async () => {
    const { put, current, answered, cases } = world(answer(2));
    put(resolvedWith(opened(), 'inv_1'));
    await answered();
    const again = current();
    expect(again).toMatchObject({ status: 'open', reopened: 1 });
    expect(again?.signals.at(-1)).toMatchObject({ cause: 'detractor', eventId: 'rsp_9', value: 2 });
    if (!again) throw new Error('no case is under way');
    const resolvedAnew = resolvedWith(again, 'inv_2');
    put(resolvedAnew);
    await answered();
    expect(current()).toEqual(resolvedAnew);
    put({ ...resolvedAnew, status: 'closed', closedAt: at, outcome: 'recovered' });
    await answered();
    expect(current()).toBeUndefined();
    expect(cases.size).toBe(1);
  });

  it('and its angry words come to the same, whichever is heard first', async () => {
    for (const nps of [2, 9]) {
      const ends = [];
      for (const order of [
        ['answered', 'angry'],
        ['angry', 'answered'],
      ] as const) {
        const at = world(answer(nps));
        at.put(resolvedWith(opened(), 'inv_1'));
        for (const message of [...order, ...order]) await at[message]();
        ends.push(
          [...at.cases.values()].map(({ id, status, outcome, reopened, signals }) => ({
            ...{ id, status, outcome, reopened },
            causes: signals.map(({ cause }) => cause),
          })),
        );
      }
      expect(ends[0]).toEqual(ends[1]);
      expect(JSON.stringify(ends)).toContain('angry_text');
    }
  });
});
