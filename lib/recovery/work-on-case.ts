import type { ContactChannel } from '../events/customer-facts.ts';
import type { EventOf } from '../events/ledger-event.ts';
import { contentHash } from '../shared/canonical.ts';
import type { Ids } from '../shared/ids.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { SettingsStore } from '../shared/settings.ts';
import { businessDay, type Instant } from '../shared/time.ts';
import { caseEntry } from './case-entry.ts';
import { changeCase, closeCase, type Moved, noteContact, resolveCase } from './case-steps.ts';
import { openCase } from './open-case.ts';
import type { CaseNote, CaseOutcomeOfWrite, CaseStore, CaseWrite, TierOf } from './ports.ts';
import type { CaseOutcome, FollowUp, RecoveryCase } from './recovery-case.ts';
import type { RecoverySettings } from './recovery-settings.ts';
import type { RootCause } from './root-causes.ts';

/** Asks whether it is better now: what the case tells of it, and what writes it with the case. */
export type AskFollowUp<Alongside> = (
  found: RecoveryCase,
  settings: RecoverySettings,
  context: { readonly now: Instant; readonly ids: Ids },
) => Promise<{ readonly followUp: FollowUp; readonly alongside: readonly Alongside[] } | null>;

export interface CasePorts<Alongside> {
  readonly cases: CaseStore<Alongside>;
  readonly tierOf: TierOf;
  readonly settings: Pick<SettingsStore<RecoverySettings>, 'active'>;
  readonly askFollowUp: AskFollowUp<Alongside>;
  readonly zone: () => string;
}

/** Who acts, and when. */
export interface Acting {
  readonly by: string;
  readonly now: Instant;
  readonly ids: Ids;
  readonly ifMatch?: number | '*' | undefined;
}

const noteOf = (text: string | undefined, { by, now }: Acting): { note?: CaseNote } =>
  text === undefined ? {} : { note: { at: now, by, text } };

const outcome = (written: CaseOutcomeOfWrite, after: RecoveryCase): Result<RecoveryCase> => {
  switch (written) {
    case 'written':
      return ok(after);
    case 'customer_gone':
      return fail('customer_erased');
    case 'known':
    case 'stale':
      return fail('stale_version');
    case 'raced':
      throw new Error('a step of a case lost every race');
  }
};

/** Opens a case by hand; a customer has one at a time. */
export const openByHand =
  <A>({ cases, tierOf, settings, zone }: CasePorts<A>) =>
  async (
    { customerId, ledgerId, text }: { customerId: string; ledgerId: string; text?: string },
    acting: Acting,
  ): Promise<Result<RecoveryCase>> => {
    const tier = await tierOf(customerId);
    if (tier === undefined) return fail('customer_not_found');
    if (!tier.live) return fail('customer_erased');
    const { settings: inForce } = await settings.active();
    const signal = { cause: 'staff' as const, at: acting.now };
    const opened = openCase({ customerId, ledgerId, tier: tier.tier }, signal, inForce);
    const entry = caseEntry(opened, {
      step: 'opened',
      at: acting.now,
      by: acting.by,
      zone: zone(),
    });
    const written = await cases.open(opened, { entry, ...noteOf(text, acting) });
    return written === 'stale' || written === 'known'
      ? fail('case_under_way')
      : outcome(written, opened);
  };

interface Step<A> {
  readonly caseId: string;
  readonly acting: Acting;
  readonly text: string | undefined;
  readonly move: (
    before: RecoveryCase,
    settings: RecoverySettings,
  ) => Promise<Result<Moved & Pick<CaseWrite<A>, 'contact' | 'alongside'>>>;
}

/** Races lost before giving up: each is a question to the same customer that somebody else recorded. */
const attemptsMax = 25;

/** Reads a case, moves it, and writes the move on condition that nobody else did meanwhile. */
const take = async <A>(ports: CasePorts<A>, step: Step<A>): Promise<Result<RecoveryCase>> => {
  for (let attempt = 1; ; attempt += 1) {
    const taken = await takeOnce(ports, step);
    if (!taken.ok) return taken;
    const { written, after } = taken.value;
    if (written !== 'raced' || attempt >= attemptsMax) return outcome(written, after);
  }
};

interface Taken {
  readonly written: CaseOutcomeOfWrite;
  readonly after: RecoveryCase;
}

const takeOnce = async <A>(ports: CasePorts<A>, step: Step<A>): Promise<Result<Taken>> => {
  const { acting } = step;
  const before = await ports.cases.find(step.caseId);
  if (before === undefined) return fail('case_not_found');
  if (typeof acting.ifMatch === 'number' && acting.ifMatch !== before.version)
    return fail('stale_version');
  const { settings } = await ports.settings.active();
  const moved = await step.move(before, settings);
  if (!moved.ok) return moved;
  const { after, step: name, ...more } = moved.value;
  const entry = caseEntry(after, { step: name, at: acting.now, by: acting.by, zone: ports.zone() });
  const write = { entry, ...noteOf(step.text, acting), ...more };
  return ok({ written: await ports.cases.replace(before, after, write), after });
};

export interface ContactMade {
  readonly channel: ContactChannel;
  readonly reached: boolean;
  readonly note?: string | undefined;
}

/** A try to reach the customer. It also is a contact in the customer's ledger, which costs to serve. */
export const recordContact =
  <A>(ports: CasePorts<A>) =>
  (caseId: string, made: ContactMade, acting: Acting): Promise<Result<RecoveryCase>> =>
    take(ports, {
      caseId,
      acting,
      text: made.note,
      move: async (before, settings) => {
        const { channel, reached } = made;
        const attempt = { at: acting.now, by: acting.by, channel, reached };
        const moved = noteContact(before, attempt, settings);
        if (!moved.ok) return moved;
        return ok({ ...moved.value, contact: contactEvent(before, channel, acting, ports.zone()) });
      },
    });

const contactEvent = (
  { customerId, ledgerId }: RecoveryCase,
  channel: ContactChannel,
  { now, by, ids }: Acting,
  zone: string,
): EventOf<'contact'> => {
  const fact = { type: 'contact' as const, channel, direction: 'outbound' as const };
  return {
    ...fact,
    ledgerId,
    customerId,
    eventId: ids('event'),
    occurredAt: now,
    day: businessDay(now, zone),
    recordedAt: now,
    by,
    hash: contentHash({ customerId, occurredAt: now, ...fact }),
  };
};

/** Names what went wrong; where the settings say so the customer is asked whether it is better now. */
export const resolve =
  <A>(ports: CasePorts<A>) =>
  (
    caseId: string,
    said: { readonly rootCause: RootCause; readonly note?: string | undefined },
    acting: Acting,
  ): Promise<Result<RecoveryCase>> =>
    take(ports, {
      caseId,
      acting,
      text: said.note,
      move: async (before, settings) => {
        const asked = await ports.askFollowUp(before, settings, acting);
        const moved = resolveCase(before, {
          rootCause: said.rootCause,
          followUp: asked?.followUp ?? null,
          at: acting.now,
        });
        if (!moved.ok) return moved;
        return ok({ ...moved.value, ...(asked ? { alongside: asked.alongside } : {}) });
      },
    });

/** Ends a resolved case by the word of staff, where no follow-up was asked or none was answered. */
export const close =
  <A>(ports: CasePorts<A>) =>
  (
    caseId: string,
    said: { readonly outcome: CaseOutcome; readonly note?: string | undefined },
    acting: Acting,
  ): Promise<Result<RecoveryCase>> =>
    take(ports, {
      caseId,
      acting,
      text: said.note,
      move: async (before) => closeCase(before, { outcome: said.outcome, at: acting.now }),
    });

/** Hands a case over or sets its root cause right. No step: nobody else needs to hear of it. */
export const change =
  <A>(ports: CasePorts<A>) =>
  async (
    caseId: string,
    changes: { readonly owner?: string | null; readonly rootCause?: RootCause },
    acting: Acting,
  ): Promise<Result<RecoveryCase>> => {
    const before = await ports.cases.find(caseId);
    if (before === undefined) return fail('case_not_found');
    if (typeof acting.ifMatch === 'number' && acting.ifMatch !== before.version)
      return fail('stale_version');
    const after = changeCase(before, changes);
    if (!after.ok) return after;
    return outcome(await ports.cases.replace(before, after.value, {}), after.value);
  };
