import * as z from 'zod';
import { cursors } from '../../../lib/app/base.ts';
import { cases } from '../../../lib/app/cases.ts';
import { casesRoutes } from '../../../lib/contract/routes/cases.ts';
import { isWanted } from '../../../lib/recovery/case-filter.ts';
import type { CaseDriver, CaseFilter } from '../../../lib/recovery/ports.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showCase } from './show-case.ts';

const nobody = '';

/** The name that a list of an owner has: the caller's own, nobody's, or one that is given. */
const ownerOf = (owner: string | undefined, caller: string): string | undefined => {
  if (owner === 'me') return caller;
  return owner === 'none' ? nobody : owner;
};

const driverOf = ({ customerId, status, owner }: CaseFilter): CaseDriver => {
  if (customerId !== undefined) return { by: 'customer', customerId };
  if (status === 'closed') return { by: 'closed' };
  return owner === undefined ? { by: 'active' } : { by: 'owner', owner };
};

export const handle = handler(casesRoutes.listCases, async ({ query, call }) => {
  const { cursor, limit, ...asked } = query;
  const { due, ...rest } = asked;
  const owner = ownerOf(rest.owner, call.caller);
  const filter = { ...rest, owner, dueBefore: due === undefined ? undefined : call.now };
  const list = { route: casesRoutes.listCases.id, ...asked, owner };
  const after = await cursors.open(cursor, list, z.string());
  if (!after.ok) return after;
  const page = await cases.list(driverOf(filter), { limit, after: after.value });
  const data = page.items.filter(isWanted(filter)).map((each) => showCase(each, call.now));
  return ok({ status: 200, body: { data, nextCursor: await cursors.seal(page.next, list) } });
});
