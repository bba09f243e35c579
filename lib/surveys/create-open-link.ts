import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { parseHidden } from './parse-hidden.ts';
import type { SurveyStore } from './ports.ts';
import { mintOpenLink, type OpenLinkChannel } from './signed-open-link.ts';
import { isPublished } from './survey.ts';

export interface OpenLinkPorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly keys: (purpose: 'openLink') => Promise<Buffer>;
}

export interface NewOpenLink {
  readonly surveyId: string;
  readonly channel: OpenLinkChannel;
  readonly hidden: Readonly<Record<string, unknown>>;
  readonly expiresAt: Instant | null;
  readonly now: Instant;
}

const isPast = fail('invalid_request', {
  errors: [{ pointer: '/expiresAt', code: 'in_the_past', message: 'This instant has passed' }],
});

/** Signs a link to the open form of an anonymous survey. The same request gives the same link. */
export const createOpenLink =
  ({ surveys, keys }: OpenLinkPorts) =>
  async ({ surveyId, channel, expiresAt, now, ...wish }: NewOpenLink): Promise<Result<string>> => {
    const survey = await surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    if (!isPublished(survey) || survey.status !== 'open') return fail('survey_not_open');
    const { definition } = survey;
    if (definition.mode !== 'anonymous') return fail('personal_links_only');
    const hidden = parseHidden(definition, wish.hidden, { encoding: 'json', from: 'signature' });
    if (!hidden.ok) return hidden;
    if (expiresAt !== null && expiresAt <= now) return isPast;
    const key = await keys('openLink');
    return ok(mintOpenLink(key, surveyId, { channel, hidden: hidden.value, expiresAt }));
  };
