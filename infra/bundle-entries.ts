import { type FunctionRow, handlerFile } from '../lib/contract/function-rows.ts';
import { fallbackGroup } from '../lib/contract/http-functions.ts';

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
  const options = optionsOf(row);
  const names = options.map(({ name }) => name).join(', ');
  return [
    "import { serve } from './functions/http/serve.ts';",
    ...options.map(({ name, value, file }) => `import { ${value} as ${name} } from './${file}';`),
    ...imports,
    `export const handler = serve('${row.name}', { ${handlers} }, { ${names} });`,
    '',
  ].join('\n');
};

/** What a group's pipeline is given besides its handlers: the option, the export that is its value, and where that stands. */
const optionsOf = (row: FunctionRow) => [
  ...(answersPreflights(row)
    ? [{ name: 'corsOrigins', value: 'corsOrigins', file: corsFile }]
    : []),
  ...(row.name === fallbackGroup
    ? [{ name: 'allRoutes', value: 'routeRows', file: 'lib/contract/routes.ts' }]
    : []),
];

/** The files that an entry stands on, relative to the project. */
export const entryFiles = (row: FunctionRow): readonly string[] =>
  row.kind === 'job'
    ? [row.entry]
    : [
        'functions/http/serve.ts',
        ...optionsOf(row).map(({ file }) => file),
        ...row.routes.map(handlerFile),
      ];
