import * as z from 'zod';
import { parseAs } from './json.ts';

/** What is read of a CloudFormation template. */
export const Template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.json().optional() })).default({}),
  Conditions: z.record(z.string(), z.json()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.json()))).default({}),
  Outputs: z
    .record(
      z.string(),
      z.object({ Value: z.json(), Export: z.object({ Name: z.json() }).optional() }),
    )
    .default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.json()).default({}),
      Condition: z.string().optional(),
    }),
  ),
});
export type Template = z.infer<typeof Template>;

/** Makes one template of several. Stacks may have parameters and conditions of one name (CDK's own), but not resources. */
export function mergeTemplates(sources: readonly unknown[]): Template {
  const merged: Template = {
    Parameters: {},
    Conditions: {},
    Mappings: {},
    Outputs: {},
    Resources: {},
  };
  for (const [position, source] of sources.entries()) {
    const template = parseAs(Template, source, 'The template');
    const outputs = Object.entries(template.Outputs).map(([id, row]) => [`${position}:${id}`, row]);
    for (const [id, resource] of Object.entries(template.Resources)) {
      if (resource.Type === 'AWS::CDK::Metadata') continue;
      if (merged.Resources[id]) throw new Error(`Two stacks declare a resource named ${id}.`);
      merged.Resources[id] = resource;
    }
    Object.assign(merged.Parameters, template.Parameters);
    Object.assign(merged.Conditions, template.Conditions);
    Object.assign(merged.Mappings, template.Mappings);
    Object.assign(merged.Outputs, Object.fromEntries(outputs));
  }
  return merged;
}
