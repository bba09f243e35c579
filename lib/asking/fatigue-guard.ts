import type { Instant } from '../shared/time.ts';
import { type AskChannel, type AskLog, asksWithin, isWithinDays } from './ask-log.ts';
import type { AskingSettings } from './asking-settings.ts';

/** Why the guard keeps a customer from being asked. */
export type GuardReason = 'asked_recently' | 'answered_recently';

/**
 * The one fatigue guard over all surveys and campaigns: what it lets through is recorded by a write on
 * condition of the log that it saw, so that two at once never both pass.
 */
export const guardReason = (
  log: AskLog,
  channel: AskChannel,
  { now, guard }: { readonly now: Instant; readonly guard: AskingSettings['guard'] },
): GuardReason | null => {
  if (asksWithin(log, now, guard.days).length >= guard.asks) return 'asked_recently';
  const cap = channel === 'link' ? undefined : guard.channels[channel];
  const sameChannel = (days: number) =>
    asksWithin(log, now, days).filter((ask) => ask.channel === channel).length;
  if (cap !== undefined && sameChannel(cap.days) >= cap.asks) return 'asked_recently';
  return isWithinDays(log.answeredAt, now, guard.afterAnswerDays) ? 'answered_recently' : null;
};
