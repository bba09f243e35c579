import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';

export interface Counts {
  readonly stored: number;
  readonly repeated: number;
  readonly refused: number;
}

/** How far an import has come; it stands beside its result file until the import is done. */
export interface Checkpoint {
  /** Fingerprint of the file and the settings: another file or mapping starts from the beginning. */
  readonly fingerprint: string;
  /** Data rows that are answered, from the first one on without a gap. */
  readonly rows: number;
  /** Length of the result file at that moment; what stands behind it is written again. */
  readonly resultBytes: number;
  readonly counts: Counts;
}

export const fingerprintOf = async (file: string, settings: unknown): Promise<string> => {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

export const readCheckpoint = async (
  path: string,
  fingerprint: string,
): Promise<Checkpoint | undefined> => {
  if (!(await stat(path).catch(() => undefined))) return undefined;
  try {
    const stored = JSON.parse(await readFile(path, 'utf8')) as Checkpoint;
    return stored.fingerprint === fingerprint ? stored : undefined;
  } catch {
    // A torn checkpoint is no checkpoint: rows that are sent again are answered as repeated.
    return undefined;
  }
};

/** Replaces the checkpoint in one step, so that a kill leaves the old one or the new one. */
export const writeCheckpoint = async (path: string, checkpoint: Checkpoint): Promise<void> => {
  await writeFile(`${path}.new`, JSON.stringify(checkpoint));
  await rename(`${path}.new`, path);
};

export const removeCheckpoint = (path: string): Promise<void> => rm(path, { force: true });
