import type * as z from 'zod';
import type { RevisionResource } from '../../../lib/contract/revision-shapes.ts';
import type { SurveyRevision } from '../../../lib/surveys/survey-versions.ts';

/** A revision as staff read it: the definition beside what became of it. */
export const showRevision = (revision: SurveyRevision): z.input<typeof RevisionResource> => ({
  surveyId: revision.surveyId,
  version: revision.version,
  ...revision.definition,
  createdAt: revision.createdAt,
  updatedAt: revision.updatedAt,
});
