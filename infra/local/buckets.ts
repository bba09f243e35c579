import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ResolvedTemplate } from './template.ts';

/** The template's S3 buckets, each a folder: where failed stream batches go with their records. */
export class Buckets {
  private readonly root: string;
  private readonly names: Map<string, string>;

  constructor(template: ResolvedTemplate, root: string) {
    this.root = root;
    const buckets = template.ofType('AWS::S3::Bucket');
    this.names = new Map(
      buckets.flatMap(({ id, arn, name }) => [[id, name] as const, [arn, name]]),
    );
  }

  has(arn: string): boolean {
    return this.names.has(arn);
  }

  async put(reference: string, key: string, body: string): Promise<void> {
    const file = join(this.folder(reference), key);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, body);
  }

  /** Keys of a bucket, by ARN or logical id, in order. */
  async keys(reference: string): Promise<string[]> {
    const folder = this.folder(reference);
    await mkdir(folder, { recursive: true });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files
      .map((file) => join(file.parentPath, file.name).slice(folder.length + 1))
      .toSorted();
  }

  async read(reference: string, key: string): Promise<string> {
    return await readFile(join(this.folder(reference), key), 'utf8');
  }

  private folder(reference: string): string {
    const name = this.names.get(reference);
    if (name === undefined) throw new Error(`The template has no bucket ${reference}.`);
    return join(this.root, name);
  }
}
