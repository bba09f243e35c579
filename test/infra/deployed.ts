import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize, type Template, type TemplateResource } from '../../infra/synth.ts';
import { functionRows } from '../../lib/contract/function-rows.ts';
import type { Route } from '../../lib/contract/route.ts';
import { routeRows } from '../../lib/contract/routes.ts';

/** JSON out of a template: walked, never trusted. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [k: string]: Json };

/** A resource with its logical id. */
export interface Found extends TemplateResource {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Deployed {
  readonly templates: Readonly<Record<string, Template>>;
  /** Resources of a type in all templates. */
  readonly find: (type: string) => readonly Found[];
}

/** Synthesizes without bundling: what is asserted here does not depend on code. */
export const deployed = async (
  options: { readonly routes?: readonly Route[]; readonly context?: Record<string, unknown> } = {},
): Promise<Deployed> => {
  const routes = options.routes ?? routeRows;
  const folder = mkdtempSync(join(tmpdir(), 'clientele-synth-'));
  const code = join(folder, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'index.mjs'), '');
  const { templates } = await synthesize({
    currency: 'EUR',
    zone: 'Europe/Berlin',
    routes,
    directories: new Map(functionRows(routes).map(({ name }) => [name, code])),
    outdir: join(folder, 'out'),
    ...(options.context === undefined ? {} : { context: options.context }),
  });
  rmSync(folder, { recursive: true });
  const all = templates.flatMap(({ template }) => Object.entries(template.Resources));
  return {
    templates: Object.fromEntries(templates.map(({ name, template }) => [name, template])),
    find: (type) =>
      all
        .filter(([, resource]) => resource.Type === type)
        .map(([id, resource]) => ({ ...resource, id, properties: resource.Properties ?? {} })),
  };
};

/** The value of an export, so that references across stacks can be followed. */
export const exported = ({ templates }: Deployed, name: string): unknown => {
  for (const { Outputs = {} } of Object.values(templates)) {
    for (const output of Object.values(Outputs)) {
      if (JSON.stringify(output.Export) === JSON.stringify({ Name: name })) return output.Value;
    }
  }
  throw new Error(`Nothing is exported as ${name}`);
};

/** Text of a value in which `Ref`, `Fn::GetAtt` and imports are written as `<id.attribute>`. */
export const plain = (deployment: Deployed, value: unknown): string => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) throw new Error(`Not text: ${value}`);
  const [[key, inner] = ['', undefined]] = Object.entries(value);
  if (key === 'Ref') return `<${inner}>`;
  if (key === 'Fn::GetAtt' && Array.isArray(inner)) return `<${inner.join('.')}>`;
  if (key === 'Fn::ImportValue') return plain(deployment, exported(deployment, String(inner)));
  if (key === 'Fn::Join' && Array.isArray(inner) && Array.isArray(inner[1]))
    return inner[1].map((part) => plain(deployment, part)).join(String(inner[0]));
  throw new Error(`Not text: ${JSON.stringify(value)}`);
};

/** One statement of an inline policy, flattened. */
export interface Grant {
  readonly role: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** All statements of all policies that are attached to roles. */
export const grants = (deployment: Deployed): readonly Grant[] =>
  deployment.find('AWS::IAM::Policy').flatMap(({ properties }) => {
    const roles = list(properties['Roles']).map((role) => plain(deployment, role));
    const { Statement } = record(properties['PolicyDocument']);
    return list(Statement).flatMap((statement) => {
      const { Effect, Action, Resource } = record(statement);
      return roles.map((role) => ({
        role,
        effect: String(Effect),
        actions: list(Action).map(String),
        resources: list(Resource).map((resource) => plain(deployment, resource)),
      }));
    });
  });

export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

export const record = (value: unknown): Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null) throw new Error(`Not an object: ${value}`);
  return { ...value };
};
