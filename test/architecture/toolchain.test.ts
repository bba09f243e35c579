import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

it('runs on the Node that Lambda runs', () => {
  expect(process.versions.node).toMatch(/^24\./);
});

it('keeps the README, its commands and the continuous integration in step', async () => {
  const ci = await readFile(resolve(root, '.ci/run'), 'utf8');
  const { scripts } = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8'));
  for (const [, script = ''] of ci.matchAll(/npm run --silent (\w+)/g))
    expect(scripts[script]).toBeDefined();
});
