import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Runtime, startRuntime } from '../../infra/local/runtime.ts';
import { synthesize } from '../../infra/synth.ts';
import { type Client, createClient } from '../../lib/contract/client.ts';
import type { roles } from '../../lib/contract/scopes.ts';

/** The synthesized templates, served on loopback with real bundles, for one test file. */
export interface Deployment {
  readonly runtime: Runtime;
  readonly url: string;
  /** A token of the local issuer, scopes written by the pool's own trigger. */
  readonly token: (as: keyof typeof roles | readonly string[]) => Promise<string>;
  /** The typed client with an admin's token. */
  readonly client: Client;
  readonly stop: () => Promise<void>;
}

export interface DeployOptions {
  readonly currency?: string;
  readonly zone?: string;
  readonly now?: number;
}

/** Deploys to this machine; in a database of its own, so that files run beside each other. */
export const deploy = async (options: DeployOptions = {}): Promise<Deployment> => {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-e2e-'));
  const { templates, assetsDir } = await synthesize({
    currency: options.currency ?? 'CNY',
    zone: options.zone ?? 'Asia/Shanghai',
    outdir: join(folder, 'synth'),
    context: { mailFrom: 'feedback@clientele.example' },
  });
  const runtime = await startRuntime({
    templates,
    assetsDir,
    dynamoDbEndpoint: inject('dynamoDbEndpoint'),
    databaseKey: randomUUID().slice(0, 8),
    retryDelayMs: 50,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  const { url } = runtime;
  const token: Deployment['token'] = async (as) => {
    const answer = await fetch(`${url}/_local/token`, {
      method: 'POST',
      body: JSON.stringify(typeof as === 'string' ? { role: as } : { scopes: as }),
    });
    if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { token: string }).token;
  };
  return {
    runtime,
    url,
    token,
    client: createClient({ baseUrl: url, token: await token('admin') }),
    stop: async () => {
      await runtime.stop();
      await rm(folder, { recursive: true });
    },
  };
};
