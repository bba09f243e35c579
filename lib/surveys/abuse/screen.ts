import { contentHash } from '../../shared/canonical.ts';
import type { RateLimit } from '../../shared/rate-limit.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { dayToDate, type Instant } from '../../shared/time.ts';
import type { InvitationUse } from '../invitation.ts';
import type { DayOf } from '../ports.ts';
import { splitTexts } from '../response.ts';
import { resumeCompleted } from '../resume.ts';
import { anonymousId } from '../resume-token.ts';
import type { Screen, Screened } from '../screen-response.ts';
import type { Receipt } from '../submission.ts';
import type { Ready } from '../take-response.ts';
import { findWaiting } from './decide-held.ts';
import { checkFormToken } from './form-token.ts';
import type { HeldResponse } from './held-response.ts';
import {
  type HoldReason,
  type JudgePorts,
  judgeOpen,
  type OpenAnswer,
  type Verdict,
} from './judge-open.ts';
import type { QuarantineStore } from './ports.ts';

/** What is known of the request besides the answers. */
export interface Visit {
  readonly address: string;
  /** Sent by a form of ours, which carries a token; other web pages of the business carry none. */
  readonly isHosted: boolean;
  /** Behind a signed link for a tablet in a shop. */
  readonly isKiosk: boolean;
  readonly formToken?: string | undefined;
  readonly honeypot?: string | undefined;
}

export interface ScreenPorts extends Omit<JudgePorts, 'keys'> {
  readonly keys: (purpose: 'network' | 'form' | 'receipt' | 'resume') => Promise<Buffer>;
  readonly quarantine: Pick<QuarantineStore, 'hold' | 'find'>;
  readonly dayOf: DayOf;
}

/** Suspicions that need no counting. A personal link and a credential prove who they are: only the honeypot speaks there. */
const signsOf = async (
  ports: ScreenPorts,
  { response }: Ready,
  visit: Visit,
  now: Instant,
): Promise<readonly HoldReason[]> => {
  const honeypot: readonly HoldReason[] = visit.honeypot ? ['honeypot_filled'] : [];
  if (response.source.kind !== 'open') return honeypot;
  if (!visit.isHosted && visit.formToken === undefined) return honeypot;
  const key = await ports.keys('form');
  const check = checkFormToken(key, visit.formToken, { surveyId: response.surveyId, now });
  return check.valid ? honeypot : [...honeypot, check.fault];
};

const stageOf = ({ complete, partial }: Ready): OpenAnswer['stage'] => {
  if (!complete) return 'begun';
  return partial ? 'completed' : 'whole';
};

const judge = async (
  ports: ScreenPorts,
  ready: Ready,
  visit: Visit,
  now: Instant,
): Promise<Verdict> => {
  const { survey, response } = ready;
  const signs = await signsOf(ports, ready, visit, now);
  if (response.source.kind === 'open')
    return judgeOpen(ports)({
      surveyId: survey.id,
      protection: survey.definition.protection,
      content: splitTexts(survey.definition, response.answers),
      signs,
      address: visit.address,
      isKiosk: visit.isKiosk,
      stage: stageOf(ready),
      now,
    });
  return signs.length > 0
    ? { kind: 'hold', reasons: signs, limits: [] }
    : { kind: 'take', limits: [] };
};

const heldOf = async (
  ports: ScreenPorts,
  { survey, response }: Ready,
  reasons: readonly HoldReason[],
): Promise<HeldResponse> => {
  const { mode } = survey.definition;
  const { surveyId, surveyVersion, language, channel, hidden, answers, source, at } = response;
  const isOfCustomer = source.kind === 'link' && mode !== 'anonymous';
  return {
    id: isOfCustomer ? response.id : anonymousId(await ports.keys('resume'), response.id),
    surveyId,
    surveyVersion,
    mode,
    language,
    day: dayToDate(ports.dayOf(at)),
    revision: 1,
    channel,
    hidden,
    answers,
    reasons,
    link: isOfCustomer
      ? { invitationId: source.invitation.id, customerId: source.invitation.customerId, at }
      : null,
  };
};

/** What a suspect is told: the same as everybody. */
const receiptOf = async (
  ports: ScreenPorts,
  { survey, response }: Ready,
  revision = 1,
): Promise<Extract<Receipt, { outcome: 'completed' }>> => {
  const { id, receipt, at } = response;
  const identified = survey.definition.mode === 'anonymous' ? null : { id, completedAt: at };
  const first = await resumeCompleted(ports, survey, response);
  const resume = first && { ...first, revision };
  return { outcome: 'completed', repeated: false, receipt, identified, resume };
};

/** What a suspect is told whose link brought one before. */
const repeatOf = async (
  ports: ScreenPorts,
  ready: Ready,
  use: InvitationUse,
): Promise<Result<Receipt>> => {
  if (contentHash(ready.response.answers) !== use.hash) return fail('response_conflict');
  const response = { ...ready.response, id: use.responseId, at: use.at };
  const held = await findWaiting(ports, use.responseId, ports.dayOf(ready.response.at));
  const first = await receiptOf(ports, { ...ready, response }, held?.revision);
  return ok({ ...first, repeated: true });
};

const hold = async (
  ports: ScreenPorts,
  ready: Ready,
  reasons: readonly HoldReason[],
): Promise<Screened> => {
  const { source, at, answers } = ready.response;
  const outcome = await ports.quarantine.hold(await heldOf(ports, ready, reasons), {
    source,
    at,
    hash: contentHash(answers),
    partial: ready.partial,
  });
  switch (outcome.kind) {
    case 'held':
      return ok(await receiptOf(ports, ready));
    case 'there':
      return repeatOf(ports, ready, outcome.use);
    case 'customer_gone':
      return fail('invalid_token');
    case 'again':
      return 'again';
  }
};

export interface Screening {
  readonly screen: Screen;
  /** Limits that were counted so far, for the headers. */
  readonly limits: () => readonly RateLimit[];
}

const retryAfter = (limits: readonly RateLimit[]): number =>
  Math.max(1, ...limits.map(({ resetSeconds }) => resetSeconds));

/**
 * Looks at a response that its survey would take: nobody notices, except that gross floods are refused.
 * A response that is begun is not in the results: it is judged when it is completed.
 */
export const screenVisit =
  (ports: ScreenPorts) =>
  (visit: Visit, now: Instant): Screening => {
    let limits: readonly RateLimit[] = [];
    const screen: Screen = async (ready) => {
      const verdict = await judge(ports, ready, visit, now);
      limits = verdict.limits;
      if (verdict.kind === 'refuse')
        return fail('too_many_requests', { limits, retryAfterSeconds: retryAfter(limits) });
      return verdict.kind === 'take' || !ready.complete
        ? ok(undefined)
        : hold(ports, ready, verdict.reasons);
    };
    return { screen, limits: () => limits };
  };
