import { randomBytes } from 'node:crypto';
import type { Instant } from '../shared/time.ts';
import { mintFormToken } from '../surveys/abuse/form-token.ts';
import { changeByForm } from '../surveys/change-by-form.ts';
import { linkState } from '../surveys/link-state.ts';
import { type OpenLink, verifyOpenLink } from '../surveys/signed-open-link.ts';
import { subKey } from './base.ts';
import { intakePorts, surveyIntake } from './survey-intake.ts';

/** What the pages of hosted forms need besides intake itself. */
export const hostedForms = {
  /** What a signed open link says; null for one that is none, or over. */
  openLink: async (surveyId: string, value: string, now: Instant): Promise<OpenLink | null> =>
    verifyOpenLink(await subKey('openLink'), value, { surveyId, now }),
  /** The token of one rendering of an open form. */
  formToken: async (surveyId: string, at: Instant): Promise<string> =>
    mintFormToken(await subKey('form'), { surveyId, at, nonce: randomBytes(12) }),
  linkState: linkState(intakePorts),
  change: changeByForm(surveyIntake.update),
};
