import * as z from 'zod';
import { ModelVersion } from '../scoring/model-version.ts';
import { ScoringPolicy } from '../scoring/policy/policy.ts';

export const Model = ModelVersion.extend({
  reason: z.string().meta({ description: 'Why it was promoted, or was not.' }),
  runId: z.string().meta({ description: 'The run that fitted it.' }),
}).meta({
  id: 'Model',
  description:
    'One model is `active` at a time: the latest promoted one. Earlier ones still score the dates up to which they were the latest.',
});
export type Model = z.infer<typeof Model>;

/** How a version did on a window that was kept back: what back-tests print and draw. */
export type HoldOutResult = NonNullable<Model['evaluation']['holdOut']>;

export const ScoringSettings = ScoringPolicy.safeExtend({
  version: z.int().min(1).meta({ description: 'Counts up with each change; also the ETag.' }),
}).meta({ id: 'ScoringSettings' });
export type ScoringSettings = z.infer<typeof ScoringSettings>;

/** A version in the list of changes of the scoring settings. */
export const ScoringSettingsVersion = z
  .strictObject({
    version: z.int().min(1),
    since: z.iso.datetime().nullable().meta({
      description: 'When it was put in force; null for the settings that a deployment begins with.',
    }),
    by: z.string().nullable().meta({ description: 'Subject of the token that put it in force.' }),
    changes: z.array(z.string()).meta({
      description: 'JSON pointers to what differs from the version before.',
    }),
  })
  .meta({ id: 'ScoringSettingsVersion' });
