import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundles, bundle } from '../../infra/bundle.ts';
import { functionRows } from '../../lib/contract/function-rows.ts';
import { routeRows } from '../../lib/contract/routes.ts';
import { bundleBudgetsKb, packageHomes, sourceHomes } from './budgets.ts';

const run = promisify(execFile);
const rows = functionRows(routeRows);
const names = rows.map(({ name }) => name);
let bundles: Bundles;

beforeAll(async () => {
  bundles = await bundle(rows);
});

const fileOf = (name: string): string => join(bundles.directories.get(name) ?? '', 'index.mjs');

/** Which files stand in a bundle, by what esbuild says it put there. */
const filesIn = (name: string): readonly string[] => {
  const [, output] =
    Object.entries(bundles.metafile.outputs).find(([file]) =>
      file.endsWith(`/${name}/index.mjs`),
    ) ?? [];
  if (output === undefined) throw new Error(`No bundle of ${name}`);
  return Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file);
};

const packagesIn = (name: string): ReadonlySet<string> =>
  new Set(
    filesIn(name).flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
  );

describe('bundles', () => {
  it('have a budget each', () => {
    expect(Object.keys(bundleBudgetsKb).sort()).toEqual([...names].sort());
  });

  it.each(names)('keep %s within its budget', async (name) => {
    const { size } = await stat(fileOf(name));
    expect(size / 1024).toBeLessThanOrEqual(bundleBudgetsKb[name]);
  });

  it.each(Object.entries(packageHomes))('carry %s only where it belongs', (name, homes) => {
    const carriers = names.filter((row) => packagesIn(row).has(name));
    expect(carriers.filter((carrier) => !homes.includes(carrier))).toEqual([]);
  });

  it.each(Object.entries(sourceHomes))('carry %s… only where it belongs', (start, homes) => {
    const carriers = names.filter((row) => filesIn(row).some((file) => file.startsWith(start)));
    expect([...carriers].sort()).toEqual([...homes].sort());
  });

  it.each(names)('never make %s load undici by an import of node:http', async (name) => {
    expect(await readFile(fileOf(name), 'utf8')).not.toMatch(/from\s*"(node:)?https?"/);
  });

  it('are found again as long as nothing changed', async () => {
    const first = await bundle(rows);
    const builtAt = (await stat(fileOf('meta'))).mtimeMs;
    expect([...(await bundle(rows)).directories]).toEqual([...first.directories]);
    expect((await stat(fileOf('meta'))).mtimeMs).toBe(builtAt);
  });

  it('refuse a contract whose files do not exist, by name', async () => {
    const [first] = routeRows;
    if (first === undefined) throw new Error('no routes');
    const planted = functionRows([{ ...first, id: 'noSuchThing', group: 'meta' }]);
    await expect(bundle(planted)).rejects.toThrow('functions/http/meta/no-such-thing.ts');
  });
});

const environment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  TABLE_CUSTOMERS: 'customers',
  TABLE_EVENTS: 'events',
  TABLE_SCORES: 'scores',
  TABLE_CONTROL: 'control',
  SECRET_ID: 'secret',
  BUS_NAME: 'bus',
  NIGHT_ARN: 'arn:aws:states:eu-central-1:123456789012:stateMachine:night',
  CURRENCY: 'EUR',
  ZONE: 'Europe/Berlin',
  PUBLIC_URL: 'https://public.example',
};

describe('as Lambda loads them', () => {
  it('all export a handler, and none has loaded undici by then', async () => {
    const script = `
      const loaded = {};
      for (const [name, url] of JSON.parse(process.argv[1])) {
        const { handler } = await import(url);
        loaded[name] = typeof handler;
      }
      const undici = process.moduleLoadList.filter((entry) => entry.includes('undici/undici'));
      console.log(JSON.stringify({ loaded, undici }));
    `;
    const urls = names.map((name) => [name, pathToFileURL(fileOf(name)).href]);
    const args = ['--input-type=module', '-e', script, JSON.stringify(urls)];
    const { stdout } = await run(process.execPath, args, { env: environment });
    expect(JSON.parse(stdout)).toEqual({
      loaded: Object.fromEntries(names.map((name) => [name, 'function'])),
      undici: [],
    });
  });
});
