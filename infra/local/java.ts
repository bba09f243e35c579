import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { install } from 'njre';

const run = promisify(execFile);
const oldestVersion = 17;
const cacheDir = resolve(import.meta.dirname, '../../.cache');

/** What DynamoDB Local can run on: a Java executable, or a working Docker. */
export type JavaHost = { kind: 'java'; executable: string } | { kind: 'docker' };

/** Finds Java 17 or newer: JAVA_HOME, PATH, an earlier download, then Docker, then a download. */
export async function findJava(env: NodeJS.ProcessEnv = process.env): Promise<JavaHost> {
  for (const executable of [...candidates(env), ...(await downloaded())]) {
    if (((await versionOf(executable)) ?? 0) >= oldestVersion) return { kind: 'java', executable };
  }
  if (await dockerRuns()) return { kind: 'docker' };
  return { kind: 'java', executable: await download() };
}

/** Reads the major version out of what `java -version` prints, old scheme (1.8) included. */
export function parseJavaVersion(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const home = env['JAVA_HOME'];
  return [...(home ? [join(home, 'bin')] : []), ...folders].map((folder) => join(folder, 'java'));
}

async function downloaded(): Promise<string[]> {
  return await Array.fromAsync(glob(join(cacheDir, 'jre/*/{bin,Contents/Home/bin}/java')));
}

async function versionOf(executable: string): Promise<number | undefined> {
  try {
    return parseJavaVersion((await run(executable, ['-version'])).stderr);
  } catch {
    return undefined; // Not there, or not a Java that starts: the next candidate is tried.
  }
}

async function dockerRuns(): Promise<boolean> {
  return await run('docker', ['info'], { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

async function download(): Promise<string> {
  try {
    mkdirSync(cacheDir, { recursive: true });
    await install(21, { installPath: join(cacheDir, 'package.json') });
    const [executable] = await downloaded();
    if (executable !== undefined) return executable;
    throw new Error(`nothing was unpacked in ${dirname(cacheDir)}`);
  } catch (cause) {
    throw new Error(
      'DynamoDB Local needs Java 17 or newer, or Docker, and a Java could not be downloaded: install a JRE (for example from https://adoptium.net) and start again.',
      { cause },
    );
  }
}
