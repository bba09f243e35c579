import * as z from 'zod';
import { ModelVersion } from '../scoring/model-version.ts';
import { ScoringPolicy } from '../scoring/policy.ts';

/** Version of a model: the date at which its data end, and a hash of its content. */
export const ModelVersionId = z.string().regex(/^mdl_\d{8}_[0-9A-Za-z]{4,32}$/, 'not a version');

export const Model = ModelVersion.extend({
  reason: z.string().meta({ description: 'Why it was promoted, or was not.' }),
  runId: z.string().meta({ description: 'The run that fitted it.' }),
}).meta({
  id: 'Model',
  description:
    'One model is `active` at a time: the latest promoted one. Earlier ones still score the dates up to which they were the latest.',
});
export type Model = z.infer<typeof Model>;

export const ScoringSettings = ScoringPolicy.safeExtend({
  version: z.int().min(1).meta({ description: 'Counts up with each change; also the ETag.' }),
}).meta({ id: 'ScoringSettings' });
export type ScoringSettings = z.infer<typeof ScoringSettings>;
