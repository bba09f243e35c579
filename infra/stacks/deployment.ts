import type { App } from 'aws-cdk-lib';
import { functionRows } from '../../lib/contract/function-rows.ts';
import type { Route } from '../../lib/contract/route.ts';
import type { Bundles } from '../bundle.ts';
import type { TokenIssuer } from '../constructs/http-apis.ts';
import type { Parameters } from '../parameters.ts';
import { DataStack } from './data-stack.ts';
import { IdentityStack } from './identity-stack.ts';
import { SuiteStack } from './suite-stack.ts';

export interface DeploymentProps {
  readonly parameters: Parameters;
  readonly routes: readonly Route[];
  readonly directories: Bundles['directories'];
}

/** All stacks of a deployment: data, identity where no issuer is given, and the suite. */
export const addStacks = (app: App, { parameters, routes, directories }: DeploymentProps): void => {
  const rows = functionRows(routes);
  const codeDirectory = (name: string): string => {
    const found = directories.get(name);
    if (found === undefined) throw new Error(`Function ${name} has no bundle`);
    return found;
  };
  const data = new DataStack(app, 'ClienteleData');
  const identity = (): TokenIssuer => {
    const preToken = rows.find((row) => row.name === 'pre-token');
    if (preToken === undefined) throw new Error('The contract has no function named pre-token');
    const stack = new IdentityStack(app, 'ClienteleIdentity', {
      preToken,
      codeDirectory: codeDirectory(preToken.name),
      tables: data.tables,
      parameters,
    });
    return stack.tokens;
  };
  const { issuer, audience } = parameters;
  new SuiteStack(app, 'ClienteleSuite', {
    routes,
    rows: rows.filter((row) => row.name !== 'pre-token'),
    codeDirectory,
    data,
    tokens: issuer === undefined ? identity() : { issuer, audience },
    parameters,
  });
};
