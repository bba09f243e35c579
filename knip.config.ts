import type { KnipConfig } from 'knip';
import { entryFiles } from './infra/bundle-entries.ts';
import { functionRows } from './lib/contract/function-rows.ts';
import { routeRows } from './lib/contract/routes.ts';

/** Handlers are entries because the contract names them: one that no row names is dead. */
const handlers = new Set(functionRows(routeRows).flatMap(entryFiles));

const config: KnipConfig = {
  // With an exclamation mark: what counts in production too, where tests keep nothing alive.
  entry: [
    ...[...handlers].map((file) => `${file}!`),
    'infra/app.ts!',
    'infra/tools/{backtest,import,score}.ts!',
    'functions/http/public/browser/{form,blind-form,sent}.ts!',
    // What web developers take from here.
    'lib/contract/{client,paged}.ts!',
  ],
  project: ['{lib,functions,infra}/**/*.ts!', 'test/**/*.ts'],
  ignoreExportsUsedInFile: true,
};

export default config;
