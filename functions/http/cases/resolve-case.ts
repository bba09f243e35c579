import { cases } from '../../../lib/app/cases.ts';
import { casesRoutes } from '../../../lib/contract/routes/cases.ts';
import { handler } from '../handler.ts';
import { acting } from './acting.ts';
import { readReply, stepReply } from './show-case.ts';

export const handle = handler(
  casesRoutes.resolveCase,
  async ({ params, body, call }) =>
    stepReply(await cases.resolve(params.caseId, body, acting(call)), call.now),
  (caseId, { call }) => readReply(caseId, call.now),
);
