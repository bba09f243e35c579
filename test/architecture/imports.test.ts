import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

const context = 'A context is pure: it imports lib/shared and other contexts only.';
const impure = 'Clock and randomness are passed in here, never read.';

/** File, content, and what Biome must say about it. */
const offenders: readonly (readonly [file: string, source: string, message: string])[] = [
  ['lib/shared/up.ts', "import '../value/a.ts';", 'lib/shared stands on nothing of ours.'],
  ['lib/shared/sdk.ts', "import '@aws-sdk/client-dynamodb';", 'lib/shared stands on nothing'],
  ['lib/value/contract.ts', "import '../contract/routes.ts';", context],
  ['lib/value/adapters.ts', "import '../adapters/secret.ts';", context],
  ['lib/value/app.ts', "import '../app/env.ts';", context],
  ['lib/value/handler.ts', "import '../../functions/http/serve.ts';", context],
  ['lib/value/sdk.ts', "import '@aws-sdk/lib-dynamodb';", context],
  ['lib/value/disk.ts', "import 'node:fs';", context],
  ['lib/value/zones.ts', "import 'temporal-polyfill';", context],
  [
    'lib/value/deep/app.ts',
    "import type { X } from '../../app/env.ts';\nexport type Y = X;",
    context,
  ],
  ['lib/value/clock.ts', 'export const now = Date.now();', impure],
  ['lib/value/date.ts', 'export const now = new Date();', impure],
  ['lib/shared/dice.ts', 'export const dice = Math.random();', impure],
  ['lib/contract/adapters.ts', "import '../adapters/secret.ts';", 'The contract imports contexts'],
  ['lib/contract/sdk.ts', "import '@aws-sdk/lib-dynamodb';", 'The contract imports contexts'],
  ['lib/contract/clock.ts', 'export const now = Date.now();', impure],
  ['lib/adapters/app.ts', "import '../app/env.ts';", 'An adapter imports contexts and'],
  ['lib/adapters/routes.ts', "import '../contract/routes.ts';", 'An adapter imports contexts and'],
  ['lib/app/handler.ts', "import '../../functions/http/serve.ts';", 'lib/app imports lib only.'],
  ['functions/http/infra.ts', "import '../../infra/synth.ts';", 'Nothing imports infra or test.'],
  ['functions/http/test.ts', "import '../../test/support/a.ts';", 'Nothing imports infra or test.'],
  [
    'infra/domain.ts',
    "import '../lib/value/a.ts';",
    'infra sees lib/contract and lib/shared only.',
  ],
  ['infra/stacks/handler.ts', "import '../../functions/http/serve.ts';", 'infra sees lib/contract'],
  ['lib/value/zod.ts', "import { z } from 'zod';\nexport const s = z.string();", '454 kB'],
  ['lib/app/zones.ts', "import { Temporal } from 'temporal-polyfill';\nTemporal.Now;", 'Zones and'],
  ['lib/app/environment.ts', "export const path = process.env['PATH'];", 'process.env'],
  ['lib/value/one.ts', "import { b } from './two.ts';\nexport const a = () => b;", 'cycle'],
  ['lib/value/two.ts', "import { a } from './one.ts';\nexport const b = () => a;", 'cycle'],
];

/** What must pass, so that a rule that refuses everything does not look like a good one. */
const innocents: Readonly<Record<string, string>> = {
  'lib/shared/good.ts': "import * as z from 'zod';\n\nexport const text = z.string();\n",
  'lib/value/good.ts':
    "import { createHash } from 'node:crypto';\nimport { text } from '../shared/good.ts';\n\nexport const hash = () => createHash('sha256').update(text.parse('')).digest();\n",
  'lib/scoring/good.ts': "export { hash } from '../value/good.ts';\n",
  'lib/contract/tables.ts': "export { hash } from '../scoring/good.ts';\n",
  'lib/adapters/dynamodb/good.ts': "export { hash } from '../../contract/tables.ts';\n",
  'lib/app/good.ts': "export { hash } from '../adapters/dynamodb/good.ts';\n",
  'functions/http/good.ts': "export { hash } from '../../lib/app/good.ts';\n",
  'infra/good.ts': "export { hash } from '../lib/contract/tables.ts';\n",
};

interface Finding {
  readonly message: string;
  readonly location: { readonly path: string };
}

let folder: string;
let findings: readonly Finding[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clientele-imports-'));
  for (const file of ['biome.json', '.gitignore', 'lib/pure.grit']) {
    await cp(join(root, file), join(folder, file));
  }
  const files = [...offenders, ...Object.entries(innocents)];
  for (const [file, source] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), source);
  }
  findings = await lint(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const lint = async (cwd: string): Promise<readonly Finding[]> => {
  const biome = join(root, 'node_modules/.bin/biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
  // Biome ends with 1 when it finds something, and writes the report all the same.
  const report = await new Promise<string>((done) => {
    execFile(biome, args, { cwd, maxBuffer: 1e8 }, (_, stdout) => done(stdout));
  });
  return JSON.parse(report).diagnostics;
};

const messagesFor = (file: string): readonly string[] =>
  findings.filter(({ location }) => location.path === file).map(({ message }) => message);

describe('import rules', () => {
  it.each(offenders)('refuses %s: %s', (file, _, message) => {
    expect(messagesFor(file).join('\n')).toContain(message);
  });

  it.each(Object.keys(innocents))('allows %s', (file) => {
    expect(messagesFor(file)).toEqual([]);
  });
});
