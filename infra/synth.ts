import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { functionRows } from '../lib/contract/function-rows.ts';
import type { Route } from '../lib/contract/route.ts';
import { routeRows } from '../lib/contract/routes.ts';
import { type Bundles, bundle } from './bundle.ts';
import { parseParameters } from './parameters.ts';
import { addStacks } from './stacks/deployment.ts';

export interface SynthesizeOptions {
  readonly currency: string;
  readonly zone: string;
  /** Other deployment parameters (infra/parameters.ts), such as an issuer. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Where templates and assets go; emptied first. `.cache/synth` unless said. */
  readonly outdir?: string;
  /** Routes instead of the contract's, for tests. */
  readonly routes?: readonly Route[];
  /** Bundles instead of freshly built ones, for tests of templates alone. */
  readonly directories?: Bundles['directories'];
}

/** A CloudFormation template as it would be deployed. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: unknown }>
  >;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  /** CDK's `aws:asset:path` names the directory of a function's code, relative to the assembly. */
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface Synthesized {
  /** In the order of their dependencies. */
  readonly templates: readonly { readonly name: string; readonly template: Template }[];
  /** What `aws:asset:path` in a template is relative to. */
  readonly assetsDir: string;
}

/** Synthesizes the deployment in this process, without cdk-nag and schema validation: for the laptop and tests. */
export const synthesize = async (options: SynthesizeOptions): Promise<Synthesized> => {
  const routes = options.routes ?? routeRows;
  const outdir = resolve(options.outdir ?? '.cache/synth');
  const { currency, zone, context } = options;
  const parameters = parseParameters({ ...context, currency, zone });
  const directories = options.directories ?? (await bundle(functionRows(routes))).directories;
  rmSync(outdir, { recursive: true, force: true });
  const app = new App({
    outdir,
    analyticsReporting: false,
    // Seven of eight seconds; `cdk synth` validates the same templates against CloudFormation's schemas.
    builtinCloudFormationValidation: false,
    context: appContext(),
  });
  addStacks(app, { parameters, routes, directories });
  const assembly = app.synth();
  return {
    // Stacks of an assembly come in topological order.
    templates: assembly.stacks.map(({ stackName, template }) => ({ name: stackName, template })),
    assetsDir: assembly.directory,
  };
};

/** The feature flags that the CDK CLI would read, and what it switches on: where assets are. */
const appContext = (): Record<string, unknown> => {
  const file = resolve(import.meta.dirname, '../cdk.json');
  const { context } = JSON.parse(readFileSync(file, 'utf8'));
  return { ...context, 'aws:cdk:enable-asset-metadata': true };
};
