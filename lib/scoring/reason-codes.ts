/**
 * Why a score is what it is. One code an idea, whatever score it is about; `lib/scoring/reason-texts.ts` says each in
 * words, `lib/scoring/reason-evidence.ts` what it rests on.
 */
export const reasonCodes = [
  'baseline',
  'tenure',
  'frequency',
  'recency',
  'rhythm',
  'spend',
  'spend_slope',
  'complaints',
  'open_tickets',
  'satisfaction',
  'idle_points',
  'channel_silence',
  'contract',
  'lifetime_value',
  'tier_kept',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Numbers, dates (`YYYY-MM-DD`), ids and yes or no that a reason rests on; `events` names the events to look at. */
export type Evidence = Readonly<Record<string, number | string | boolean | null>>;
