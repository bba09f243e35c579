import * as z from 'zod';
import { SurveyDefinition } from '../surveys/survey.ts';

/** The next version of an open survey while it is written. */
export const RevisionResource = SurveyDefinition.extend({
  surveyId: z.string(),
  version: z.int().meta({ description: 'Counts the writes of the revision; its entity tag.' }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}).meta({ id: 'SurveyRevision' });

/** A published definition, which never changes. */
export const VersionResource = SurveyDefinition.extend({
  surveyId: z.string(),
  surveyVersion: z.int(),
  publishedAt: z.iso.datetime(),
  supersededAt: z.iso.datetime().nullable().meta({ description: 'Null of the version in force.' }),
}).meta({ id: 'SurveyVersion' });
