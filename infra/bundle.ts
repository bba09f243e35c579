import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import type { FunctionRow } from '../lib/contract/function-rows.ts';
import { entryFiles, entrySource } from './bundle-entries.ts';
import {
  environmentCredentials,
  generatedEntries,
  lazyBuiltins,
  prebuiltFormScripts,
  prebuiltOpenapi,
} from './bundle-plugins.ts';
import { contentHash } from './content-hash.ts';

const root = resolve(import.meta.dirname, '..');
const cache = join(root, '.cache/bundles');

/** The built code of all functions. */
export interface Bundles {
  /** Directory with `index.mjs` and its source map, by function name. */
  readonly directories: ReadonlyMap<string, string>;
  /** What esbuild put into which bundle; file names are relative to the project. */
  readonly metafile: Metafile;
}

/** Bundles every function in one build, or finds the result of the same sources in `.cache/bundles`. */
export const bundle = async (rows: readonly FunctionRow[]): Promise<Bundles> => {
  const sources = new Map(rows.map((row) => [row.name, entrySource(row)]));
  const target = join(cache, await contentHash(root, JSON.stringify([...sources])));
  if (!existsSync(target)) {
    requireEntries(rows);
    await buildInto(target, sources);
    await forgetOld();
  }
  return {
    directories: new Map(rows.map(({ name }) => [name, join(target, name)])),
    metafile: JSON.parse(await readFile(join(target, 'metafile.json'), 'utf8')),
  };
};

const requireEntries = (rows: readonly FunctionRow[]): void => {
  const missing = rows.flatMap(entryFiles).filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) {
    throw new Error(`The contract asks for files that do not exist: ${missing.join(', ')}`);
  }
};

/** Builds beside the target and renames, so that two builds at once never see half a result. */
const buildInto = async (target: string, sources: ReadonlyMap<string, string>): Promise<void> => {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'building-'));
  try {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [...sources.keys()].map((name) => ({
        in: `entry:${name}`,
        out: `${name}/index`,
      })),
      outdir: work,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      // Without it esbuild takes the CommonJS build of the SDK: 44 % more bytes.
      mainFields: ['module', 'main'],
      minify: true,
      // Maps stay beside the bundle, are not deployed, and read a stack trace of the same commit.
      sourcemap: 'external',
      sourcesContent: false,
      metafile: true,
      legalComments: 'none',
      logLevel: 'silent',
      plugins: [
        generatedEntries(sources, root),
        lazyBuiltins,
        environmentCredentials,
        prebuiltOpenapi(root),
        prebuiltFormScripts(root),
      ],
    });
    await writeFile(join(work, 'metafile.json'), JSON.stringify(metafile));
    await rename(work, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

/** Keeps what a day of work builds, so that going back to a commit is fast, and the disk does not fill up. */
const forgetOld = async (): Promise<void> => {
  for (const name of await readdir(cache)) {
    const folder = join(cache, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 24 * 3_600_000) await rm(folder, { recursive: true, force: true });
  }
};
