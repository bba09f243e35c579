import { interviews } from '../../../lib/app/interviews.ts';
import { interviewsRoutes } from '../../../lib/contract/routes/interviews.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import type { Interview } from '../../../lib/surveys/invitation.ts';
import { generationOf } from '../../../lib/surveys/invitation-token.ts';
import type { Call } from '../handler.ts';
import { handler } from '../handler.ts';

interface Shown {
  readonly id: string;
  readonly surveyId: string;
  readonly customerId: string;
  readonly interview: Interview;
  readonly expiresAt: string;
  readonly token: string;
}

const reply = ({ interview, token, ...link }: Shown) =>
  ok({
    status: 201 as const,
    body: { ...link, ...interview, token, url: interviews.linkOf(token) },
    // Which key signed, and the id: the token follows from both.
    resourceId: `${generationOf(token) ?? ''};${link.id}`,
  });

/** Who interviews is whoever holds the token, never what the body says. */
const interviewOf = (channel: Interview['channel'], call: Call): Interview => ({
  channel,
  interviewer: call.caller,
});

export const handle = handler(
  interviewsRoutes.startInterview,
  async ({ params, body, call }) => {
    const { surveyId } = params;
    const { channel, customerId, hidden, validMinutes } = body;
    const interview = interviewOf(channel, call);
    const { now, ids } = call;
    const request = { surveyId, customerId, interview, validMinutes, hidden, now, ids };
    const started = await interviews.start(request);
    if (!started.ok) return started;
    const { invitationId: id, ...link } = started.value;
    return reply({ id, surveyId, customerId, interview, ...link });
  },
  async (stored, { params }) => {
    const [generation = '', id = ''] = stored.split(';');
    const known = await interviews.find(id);
    if (!known?.interview || known.expiresAt === null) return fail('survey_not_found');
    const { surveyId, customerId, interview, expiresAt } = known;
    const token = (await interviews.tokensOf(params.surveyId, Number(generation)))(id);
    return reply({ id, surveyId, customerId, interview, expiresAt, token });
  },
);
