import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../lib/events/ledger-event.ts';
import {
  changeCase,
  closeCase,
  hearFollowUp,
  noteContact,
  resolveCase,
  withdrawSignal,
} from '../../lib/recovery/case-steps.ts';
import { signalOf } from '../../lib/recovery/detect-signal.ts';
import { addSignal, isNoted, openCase } from '../../lib/recovery/open-case.ts';
import { type RecoveryCase, signalsMax } from '../../lib/recovery/recovery-case.ts';
import { recoveryReport } from '../../lib/recovery/recovery-report.ts';
import { takeSignal } from '../../lib/recovery/take-signal.ts';
import type { Result } from '../../lib/shared/result.ts';
import { customerId, detractor, ledgerId, opened, settings } from './sample-case.ts';

const at = (day: number, hour = 1) =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;

const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
};

const response = (metrics: EventOf<'response'>['metrics']): EventOf<'response'> => ({
  type: 'response',
  ledgerId,
  customerId,
  eventId: 'rsp_1',
  responseId: 'rsp_1',
  surveyId: 'svy_1',
  surveyVersion: 1,
  occurredAt: at(2),
  day: 20_514,
  recordedAt: at(2),
  hash: 'v1:x',
  by: customerId,
  metrics,
  answers: {},
});

describe('what asks for a case', () => {
  it.each([
    [{ nps: 6 }, 'detractor'],
    [{ nps: 7 }, undefined],
    [{ csat: 2 }, 'low_score'],
    [{ csat: 3 }, undefined],
    [{ ces: 3 }, 'low_score'],
    [{ ces: 4 }, undefined],
    [{ nps: 10, csat: 1 }, 'low_score'],
    [{}, undefined],
  ])('is, of %o, %s', (metrics, cause) => {
    expect(signalOf(response(metrics), settings.triggers)?.cause).toBe(cause);
  });

  it('is nothing where the settings say so', () => {
    const triggers = { ...settings.triggers, npsAtMost: null };
    expect(signalOf(response({ nps: 0 }), triggers)).toBeNull();
  });
});

describe('what was said long ago', () => {
  const review = (occurredAt: string): EventOf<'feedback'> => ({
    ...{ type: 'feedback', ledgerId, customerId, eventId: 'fbk_1', channel: 'review', rating: 1 },
    ...{ occurredAt, day: 20_514, recordedAt: at(31), hash: 'v1:x', by: customerId },
  });

  /** Steps that are written when a review arrives, or an analysis finds it angry. */
  const stepsFor = async (occurredAt: string, angry?: boolean): Promise<readonly string[]> => {
    const steps: string[] = [];
    const note = async (step: string) => {
      steps.push(step);
      return 'written' as const;
    };
    const hear = takeSignal({
      cases: {
        current: async () => undefined,
        open: () => note('opened'),
        replace: () => note('replaced'),
      },
      findEvent: async () => review(occurredAt),
      tierOf: async () => ({ live: true, tier: null }),
      settings: { active: async () => ({ settings, version: 1, since: at(1), by: null }) },
      zone: () => 'Asia/Shanghai',
    });
    const heard = { ledgerId, eventId: 'fbk_1', customerId };
    await hear(angry === undefined ? heard : { ...heard, angry }, at(31));
    return steps;
  };

  it('opens no case when it is brought in now, neither by its score nor by its words', async () => {
    expect(await stepsFor('2024-03-01T01:00:00.000Z')).toEqual([]);
    expect(await stepsFor('2024-03-01T01:00:00.000Z', true)).toEqual([]);
  });

  it('opens one within thirty days', async () => {
    expect(await stepsFor(at(1))).toEqual(['opened']);
    expect(await stepsFor(at(2), true)).toEqual(['opened']);
  });
});

describe('a new case', () => {
  it('is the same however often its message comes, due by the standard of the tier', () => {
    expect(opened()).toEqual(opened());
    expect(opened()).toMatchObject({ status: 'open', dueAt: at(2, 5), version: 1 });
    const low = openCase({ customerId, ledgerId, tier: null }, detractor(2, at(2)), settings);
    expect(low).toMatchObject({ owner: 'duty', dueAt: at(4) });
  });

  it('gives each owner of a tier a share', () => {
    const owners = Array.from({ length: 200 }, (_, index) => {
      const signal = detractor(1, at(2), `rsp_${index}`);
      return openCase({ customerId, ledgerId, tier: 'high' }, signal, settings).owner;
    });
    const share = owners.filter((owner) => owner === 'ann').length / owners.length;
    expect(new Set(owners)).toEqual(new Set(['ann', 'bo']));
    expect(Math.abs(share - 0.5)).toBeLessThan(0.12);
  });
});

describe('the steps of a case', () => {
  const attempt = (reached: boolean, hour: number) =>
    ({ at: at(2, hour), by: 'ann', channel: 'phone', reached }) as const;
  const contacted = (): RecoveryCase =>
    unwrap(noteContact(opened(), attempt(true, 4), settings)).after;
  const resolved = (followUp: RecoveryCase['followUp'] = null): RecoveryCase =>
    unwrap(resolveCase(contacted(), { rootCause: 'delivery', followUp, at: at(3) })).after;
  const asked = {
    ...{ surveyId: 'svy_2', invitationId: 'inv_2', askedAt: at(3), answer: null },
    ...({ channel: 'email', reason: null, leavesAt: at(3) } as const),
  };

  it('a try that reached nobody keeps the case open and its due time', () => {
    const { after } = unwrap(noteContact(opened(), attempt(false, 4), settings));
    expect(after).toMatchObject({ status: 'open', contactedAt: null, dueAt: at(2, 5), version: 2 });
    expect(after.attempts).toHaveLength(1);
  });

  it('the first contact says whether it was in time and sets the time of the resolution', () => {
    expect(contacted()).toMatchObject({
      ...{ status: 'contacted', contactedAt: at(2, 4), contactInTime: true },
      dueAt: at(4, 4),
    });
    const late = unwrap(noteContact(opened(), attempt(true, 6), settings)).after;
    expect(late.contactInTime).toBe(false);
  });

  it('a resolution needs its root cause, and comes once', () => {
    expect(resolved()).toMatchObject({ status: 'resolved', rootCause: 'delivery', dueAt: null });
    const again = resolveCase(resolved(), { rootCause: 'price', followUp: null, at: at(4) });
    expect(again).toMatchObject({ ok: false, failure: { code: 'case_resolved' } });
  });

  it('staff close what is resolved, and nothing else', () => {
    const early = closeCase(contacted(), { outcome: 'recovered', at: at(3) });
    expect(early).toMatchObject({ failure: { code: 'case_not_resolved' } });
    const { after } = unwrap(closeCase(resolved(), { outcome: 'not_recovered', at: at(5) }));
    expect(after).toMatchObject({ status: 'closed', outcome: 'not_recovered', closedAt: at(5) });
    for (const step of [
      closeCase(after, { outcome: 'recovered', at: at(6) }),
      noteContact(after, attempt(true, 9), settings),
      resolveCase(after, { rootCause: 'price', followUp: null, at: at(6) }),
      changeCase(after, { owner: 'bo' }),
    ])
      expect(step).toMatchObject({ failure: { code: 'case_closed' } });
  });

  it('staff withdraw what was opened by mistake, in any state and without a root cause', () => {
    for (const before of [opened(), contacted(), resolved()]) {
      const { after, step } = unwrap(closeCase(before, { outcome: 'withdrawn', at: at(5) }));
      expect(step).toBe('closed');
      expect(after).toMatchObject({ status: 'closed', outcome: 'withdrawn', dueAt: null });
    }
  });

  it('a signal that is taken back withdraws a case that nobody has begun, and no other', () => {
    const withdrawn = withdrawSignal(opened(), 'rsp_1', at(3));
    expect(withdrawn).toMatchObject({
      step: 'closed',
      after: { status: 'closed', outcome: 'withdrawn', dueAt: null, signals: [{ value: 2 }] },
    });
    const { after: two } = addSignal(opened(), detractor(1, at(2, 3), 'rsp_2'), settings);
    const less = withdrawSignal(two, 'rsp_1', at(3));
    expect(less?.after).toMatchObject({ status: 'open', signals: [{ eventId: 'rsp_2' }] });
    expect(less?.step).toBeUndefined();
    const rung = unwrap(noteContact(opened(), attempt(false, 2), settings)).after;
    for (const begun of [rung, contacted(), resolved()])
      expect(withdrawSignal(begun, 'rsp_1', at(3))).toBeNull();
    expect(withdrawSignal(opened(), 'rsp_9', at(3))).toBeNull();
  });

  it('a good follow-up answer closes as recovered, a bad one opens again, the second counts no more', () => {
    const hear = (before: RecoveryCase, value: number) =>
      hearFollowUp(before, { metric: 'nps', value }, { at: at(6), settings });
    expect(hear(resolved(asked), 9)?.after).toMatchObject({
      ...{ status: 'closed', outcome: 'recovered' },
      followUp: { answer: { value: 9 } },
    });
    const again = hear(resolved(asked), 4);
    expect(again).toMatchObject({ step: 'reopened', after: { status: 'open', reopened: 1 } });
    expect(again?.after.dueAt).toBe(at(6, 5));
    expect(again && hear(again.after, 9)).toBeNull();
  });

  it('a further signal joins the case, and reopens a resolved one', () => {
    const second = detractor(0, at(4), 'rsp_2');
    expect(addSignal(contacted(), second, settings)).toMatchObject({
      ...{ step: 'signalled', after: { status: 'contacted' } },
    });
    expect(addSignal(resolved(), second, settings)).toMatchObject({
      ...{ step: 'reopened', after: { status: 'open', reopened: 1 } },
    });
  });

  it('an answer that was changed signals once, in the case under way and after it', () => {
    const changed = detractor(1, at(3), 'rsp_1.2');
    expect(isNoted(opened(), changed)).toBe(true);
    expect(isNoted(opened(), detractor(1, at(3), 'rsp_2'))).toBe(false);
    expect(isNoted(opened(), { ...changed, cause: 'angry_text' })).toBe(false);
    const concerned = { customerId, ledgerId, tier: 'high' };
    const first = detractor(2, at(2));
    expect(openCase(concerned, { ...first, eventId: 'rsp_1.2' }, settings).id).toBe(
      openCase(concerned, first, settings).id,
    );
  });

  it('keeps the first signal and the latest, however many come', () => {
    let found = opened();
    for (let index = 0; index < signalsMax + 20; index += 1)
      found = addSignal(found, detractor(0, at(4), `rsp_more_${index}`), settings).after;
    expect(found.signals).toHaveLength(signalsMax);
    expect(found.signals[0]).toEqual(opened().signals[0]);
    expect(found.signals.at(-1)?.eventId).toBe(`rsp_more_${signalsMax + 19}`);
  });
});

describe('the report', () => {
  it('counts by hand: recovered share, times, and who kept the due time', () => {
    const base = { status: 'closed', resolvedAt: at(3), closedAt: at(5), dueAt: null } as const;
    const cases = [
      opened({
        ...{ ...base, outcome: 'recovered', contactedAt: at(2, 3), contactInTime: true },
        rootCause: 'delivery',
      }),
      opened({
        ...{ ...base, outcome: 'not_recovered', contactedAt: at(2, 7), contactInTime: false },
        ...{ rootCause: 'price', tier: null },
      }),
      opened(),
      opened({
        ...{ ...base, outcome: 'withdrawn', tier: 'mid', contactedAt: at(4), contactInTime: false },
      }),
    ];
    const { total, byTier, byRootCause } = recoveryReport(cases, at(2, 12));
    expect(total).toMatchObject({
      ...{ opened: 4, underWay: 1, closed: 3, overdue: 1, withdrawn: 1 },
      recovered: { n: 2, share: 50 },
      // The open one is past its due time without a contact: it counts as missed.
      contactedInTime: { n: 3, share: 33.3333 },
      timeToFirstContact: { n: 2, median: 120, p90: 360 },
      timeToResolution: { n: 2, median: 1440, p90: 1440 },
    });
    const [low, high] = total.recovered.interval ?? [];
    expect(low).toBeCloseTo(9.4531, 3);
    expect(high).toBeCloseTo(90.5469, 3);
    expect(byTier.map(({ key, opened: n }) => [key, n])).toEqual([
      ['high', 2],
      [null, 1],
      ['mid', 1],
    ]);
    expect(byRootCause.map(({ key }) => key)).toEqual(['delivery', 'price']);
  });

  it('has no shares of nothing', () => {
    const { total } = recoveryReport([], at(2));
    expect(total.recovered).toEqual({ n: 0, share: null, interval: null });
    expect(total.timeToFirstContact).toEqual({ n: 0, median: null, p90: null });
  });
});
