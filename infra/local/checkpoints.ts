import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { parseObject } from './json.ts';

/** How far each shard was read: in memory, and in a file when data outlives the process. */
export class Checkpoints {
  private readonly positions: Map<string, string>;
  private readonly file: string | undefined;

  constructor(file: string | undefined) {
    this.file = file;
    const stored = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : '{}';
    const kept = z.record(z.string(), z.string()).parse(parseObject(stored));
    this.positions = new Map(Object.entries(kept));
  }

  get(shard: string): string | undefined {
    return this.positions.get(shard);
  }

  set(shard: string, sequenceNumber: string): void {
    this.positions.set(shard, sequenceNumber);
    if (this.file === undefined) return;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(Object.fromEntries(this.positions)));
  }
}
