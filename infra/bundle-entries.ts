import { type FunctionRow, handlerFile } from '../lib/contract/function-rows.ts';

const corsFile = 'functions/http/public/cors.ts';

/** On the public API functions answer CORS themselves, each survey by its own allow-list. */
const answersPreflights = (row: FunctionRow): boolean =>
  row.kind !== 'job' && row.routes.some(({ scopes }) => scopes === 'public');

/** Source of a function's entry: the router of a group is written here, from the contract. */
export const entrySource = (row: FunctionRow): string => {
  if (row.kind === 'job') return `export { handler } from './${row.entry}';\n`;
  const imports = row.routes.map(
    (route) => `import { handle as ${route.id} } from './${handlerFile(route)}';`,
  );
  const handlers = row.routes.map((route) => route.id).join(', ');
  const cors = answersPreflights(row) ? [`import { corsOrigins } from './${corsFile}';`] : [];
  const options = answersPreflights(row) ? ', { corsOrigins }' : '';
  return [
    "import { serve } from './functions/http/serve.ts';",
    ...cors,
    ...imports,
    `export const handler = serve('${row.name}', { ${handlers} }${options});`,
    '',
  ].join('\n');
};

/** The files that an entry stands on, relative to the project. */
export const entryFiles = (row: FunctionRow): readonly string[] =>
  row.kind === 'job'
    ? [row.entry]
    : [
        'functions/http/serve.ts',
        ...(answersPreflights(row) ? [corsFile] : []),
        ...row.routes.map(handlerFile),
      ];
