import { casesRoutes } from '../../../lib/contract/routes/cases.ts';
import { handler } from '../handler.ts';
import { readReply } from './show-case.ts';

export const handle = handler(casesRoutes.getCase, ({ params, call }) =>
  readReply(params.caseId, call.now),
);
