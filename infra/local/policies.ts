import * as z from 'zod';
import { parseAs } from './json.ts';
import type { ResolvedTemplate, Resource } from './template.ts';

/** One statement of a role: what it allows or denies. */
export type Statement = { effect: 'Allow' | 'Deny'; actions: string[]; resources: string[] };

const oneOrMany = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value));
const StatementRow = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany,
  Resource: oneOrMany,
  Condition: z.json().optional(),
});
const PolicyDocument = z.object({
  Statement: z
    .union([StatementRow, z.array(StatementRow)])
    .transform((rows) => (Array.isArray(rows) ? rows : [rows])),
});
const RoleProperties = z.object({
  Policies: z.array(z.object({ PolicyDocument })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
});
const PolicyProperties = z.object({ PolicyDocument, Roles: z.array(z.string()).default([]) });

/** Collects the statements of every role: its own, those of policies attached to it, and managed ones. */
export function readStatements(template: ResolvedTemplate): Map<string, Statement[]> {
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap(template.ofType)
    .map((resource) => ({ ...read(PolicyProperties, resource), arn: resource.arn }));
  return new Map(
    template.ofType('AWS::IAM::Role').map((role) => {
      const { Policies, ManagedPolicyArns } = read(RoleProperties, role);
      const attached = policies.filter(
        ({ Roles, arn }) => Roles.includes(role.name) || ManagedPolicyArns.includes(arn),
      );
      const rows = [...Policies, ...attached].flatMap((policy) => policy.PolicyDocument.Statement);
      return [role.arn, rows.map((row) => statementOf(role.id, row))];
    }),
  );
}

function statementOf(roleId: string, row: z.infer<typeof StatementRow>): Statement {
  const served = row.Action.some((action) =>
    /^(\*|dynamodb:|events:|secretsmanager:|ses:)/.test(action),
  );
  if (row.Condition !== undefined && served) {
    throw new Error(
      `A statement of role ${roleId} has a condition, which the local runtime cannot evaluate.`,
    );
  }
  return { effect: row.Effect, actions: row.Action, resources: row.Resource };
}

function read<T>(schema: z.ZodType<T>, resource: Resource): T {
  return parseAs(schema, resource.properties, `${resource.type} ${resource.id}`);
}
