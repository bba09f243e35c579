import { cases } from '../../../lib/app/cases.ts';
import { casesRoutes } from '../../../lib/contract/routes/cases.ts';
import type { RecoveryCase } from '../../../lib/recovery/recovery-case.ts';
import { ledgerOf } from '../../../lib/shared/ids.ts';
import { ok, type Result } from '../../../lib/shared/result.ts';
import type { Instant } from '../../../lib/shared/time.ts';
import { handler } from '../handler.ts';
import { acting } from './acting.ts';
import { caseReply, readReply } from './show-case.ts';

const created = async (result: Result<RecoveryCase>, now: Instant) => {
  if (!result.ok) return result;
  const reply = await caseReply(result.value, now);
  return ok({
    ...reply,
    status: 201 as const,
    headers: { Location: `/v1/cases/${result.value.id}` },
  });
};

export const handle = handler(
  casesRoutes.openCase,
  async ({ body: { customerId, note }, call }) => {
    const opened = {
      customerId,
      ledgerId: ledgerOf(customerId),
      ...(note === undefined ? {} : { text: note }),
    };
    return created(await cases.open(opened, acting(call)), call.now);
  },
  async (caseId, { call }) => {
    const found = await readReply(caseId, call.now);
    return found.ok
      ? ok({ ...found.value, status: 201 as const, headers: { Location: `/v1/cases/${caseId}` } })
      : found;
  },
);
