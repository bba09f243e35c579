import { fail, ok, type Result } from '../shared/result.ts';
import type { QuotaStore } from './ports.ts';
import type { Quota } from './quota.ts';
import { quotasOf } from './quota-counting.ts';
import type { ReadyResponse } from './submission.ts';
import type { SurveyDefinition } from './survey.ts';

/** The quotas that a response counts for, by the last look at whether they are full. */
export interface QuotaCheck {
  readonly quotas: readonly Quota[];
  /** One that is full and screens out. */
  readonly full: Quota | null;
  /** Places given back by then: a quota is only marked full while that stands. */
  readonly freed: number;
}

export const noQuotas: QuotaCheck = { quotas: [], full: null, freed: 0 };

export const quotaFull = ({ id }: Quota) => fail('quota_full', { data: { quotaId: id } });

/** Refuses a response that counts for a full quota, before anything else is asked of it. One read, of surveys with quotas. */
export const checkQuotas = async (
  { quotas: store }: { readonly quotas: Pick<QuotaStore, 'flags'> },
  { id, definition }: { readonly id: string; readonly definition: SurveyDefinition },
  response: Pick<ReadyResponse, 'answers' | 'hidden'>,
): Promise<Result<QuotaCheck>> => {
  const quotas = quotasOf(definition, response);
  if (quotas.length === 0) return ok(noQuotas);
  const flags = await store.flags(id);
  const full = quotas.find((quota) => flags.full.has(quota.id)) ?? null;
  if (full?.onFull === 'refuse') return quotaFull(full);
  return ok({ quotas, full, freed: flags.freed });
};
