import { cases } from '../../../lib/app/cases.ts';
import { casesRoutes } from '../../../lib/contract/routes/cases.ts';
import { handler } from '../handler.ts';
import { acting } from './acting.ts';
import { stepReply } from './show-case.ts';

export const handle = handler(casesRoutes.updateCase, async ({ params, body, call }) => {
  const { owner, rootCause } = body;
  const changes = {
    ...(owner === undefined ? {} : { owner }),
    ...(rootCause === undefined ? {} : { rootCause }),
  };
  return stepReply(await cases.change(params.caseId, changes, acting(call)), call.now);
});
