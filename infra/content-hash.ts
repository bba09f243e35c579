import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const inputs = ['lib/**/*.ts', 'functions/**/*.ts', 'infra/bundle*.ts', 'package-lock.json'];

/** Names the content that bundles are made of: the same hash, the same bundles. */
export const contentHash = async (root: string, extra: string): Promise<string> => {
  const files = (await Array.fromAsync(glob(inputs, { cwd: root }))).sort();
  const hash = createHash('sha256').update(extra);
  for (const file of files) {
    hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex').slice(0, 24);
};
