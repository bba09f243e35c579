import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { functionRows } from '../lib/contract/function-rows.ts';
import { routeRows } from '../lib/contract/routes.ts';
import { bundle } from './bundle.ts';
import { parameterNames, parseParameters } from './parameters.ts';
import { addStacks } from './stacks/deployment.ts';

// The app that `cdk` runs: the real contract, checked by cdk-nag.
const app = new App();
const context = Object.fromEntries(
  parameterNames.map((name) => [name, app.node.tryGetContext(name)]),
);
const { directories } = await bundle(functionRows(routeRows));
addStacks(app, { parameters: parseParameters(context), routes: routeRows, directories });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
