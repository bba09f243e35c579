import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type Reporter, startVitest } from 'vitest/node';

/**
 * `npm run verify`: the longer proofs, each file once for a state of the tree. What has passed is noted
 * in `.cache/verify/<hash of the tree>.json`, so that a run that was cut off goes on where it was. Words
 * after `--` choose files by a part of their path; removing the folder proves everything again.
 */
const root = resolve(import.meta.dirname, '../..');

/** Everything that a proof may depend on. Documents and the tests of `npm test` are not among it. */
const inputs = ['{lib,functions,infra,test}/**/*.{ts,json,mjs}', '*.{ts,json}'];

const filesOf = async (patterns: readonly string[]): Promise<readonly string[]> =>
  (await Array.fromAsync(glob(patterns, { cwd: root, exclude: ['**/*.test.ts'] }))).sort();

const hashOfTree = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const file of await filesOf(inputs))
    hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  return hash.digest('hex').slice(0, 16);
};

/** Seconds that each file took, by its path. */
type Passed = Record<string, number>;

const readPassed = async (record: string): Promise<Passed> => {
  try {
    return JSON.parse(await readFile(record, 'utf8'));
  } catch {
    // None yet, or torn by a kill: the proofs are repeated.
    return {};
  }
};

/** Notes a file as soon as all of it has passed; one that skipped everything has proven nothing. */
const noting = (record: string, passed: Passed): Reporter => ({
  onTestModuleEnd: async (module) => {
    if (module.state() !== 'passed') return;
    const seconds = Math.round(module.diagnostic().duration / 1_000);
    passed[relative(root, module.moduleId)] = seconds;
    await writeFile(record, `${JSON.stringify(passed, null, 2)}\n`);
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

const verify = async (words: readonly string[]): Promise<void> => {
  const folder = join(root, '.cache/verify');
  await mkdir(folder, { recursive: true });
  const record = join(folder, `${await hashOfTree()}.json`);
  const passed = await readPassed(record);
  const wanted = (await filesOf(['test/**/*.verify.ts'])).filter(
    (file) => words.length === 0 || words.some((word) => file.includes(word)),
  );
  if (wanted.length === 0) throw new Error(`No proof has a path with ${words.join(' or ')}.`);
  for (const file of wanted)
    if (file in passed) say(`passed before, in ${passed[file]} s: ${file}`);
  const left = wanted.filter((file) => !(file in passed));
  if (left.length === 0) return;
  const vitest = await startVitest([...left], {
    root,
    project: ['verify'],
    run: true,
    watch: false,
    reporters: ['verbose', noting(record, passed)],
  });
  // It leaves the exit code of a failure behind.
  await vitest.close();
};

await verify(process.argv.slice(2));
