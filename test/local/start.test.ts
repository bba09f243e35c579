import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseArguments } from '../../infra/local/arguments.ts';
import { startForTest } from './support.ts';

it('refuses a template with a resource that it cannot serve, by name', async () => {
  const start = startForTest(({ Resources }) => {
    Resources['Cache'] = { Type: 'AWS::ElastiCache::CacheCluster', Properties: {} };
  });
  await expect(start).rejects.toThrow('Cache (AWS::ElastiCache::CacheCluster)');
});

it('refuses a member of a resource that it cannot serve', async () => {
  const start = startForTest(({ Resources }) => {
    const stream = Resources['RelayStream'];
    if (stream) stream.Properties['TumblingWindowInSeconds'] = 30;
  });
  await expect(start).rejects.toThrow(/RelayStream.*TumblingWindowInSeconds/);
});

it('refuses a bundle that does not load', async () => {
  const start = startForTest(({ Resources }) => {
    const step = Resources['Step'];
    if (step) step.Properties['Code'] = { S3Key: 'broken.zip' };
  });
  await expect(start).rejects.toThrow('Function Step cannot be loaded: this bundle cannot load');
});

it('refuses a stream whose function may not read it', async () => {
  const start = startForTest(({ Resources }) => {
    Resources['RelayRole'] = { Type: 'AWS::IAM::Role', Properties: {} };
  });
  await expect(start).rejects.toThrow('lacks dynamodb:GetRecords');
});

it('says that a port is in use', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await expect(startForTest(() => undefined, { port })).rejects.toThrow(`Port ${port} is in use`);
});

it('leaves nothing behind when it stops', async () => {
  const runtime = await startForTest(() => undefined);
  await runtime.stop();
  await expect(fetch(runtime.url)).rejects.toThrow();
  await runtime.stop();
});

it('keeps secrets and items in a data directory', { timeout: 120_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'clientele-data-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const options = { dataDir };
  const first = await startForTest(() => undefined, options);
  await first.act('put', { pk: 'kept', told: true });
  await first.settled();
  const secret = (await first.act('secret')).body['SecretString'];
  await first.stop();
  const second = await startForTest(() => undefined, options);
  expect((await second.act('get', { pk: 'kept' })).body).toMatchObject({ Item: { pk: 'kept' } });
  expect((await second.act('secret')).body['SecretString']).toBe(secret);
  await second.settled();
  expect(second.bus.recent()).toEqual([]);
});

it('reads the arguments of npm start, and refuses others', () => {
  expect(parseArguments([])).toEqual({
    port: 4_000,
    dataDir: undefined,
    demo: true,
    currency: 'CNY',
    zone: 'Asia/Shanghai',
    verbose: false,
  });
  const given = [
    '--port',
    '0',
    '--data',
    'here',
    '--no-demo',
    '--currency',
    'USD',
    '--zone',
    'UTC',
  ];
  expect(parseArguments(given)).toMatchObject({
    port: 0,
    dataDir: 'here',
    demo: false,
    zone: 'UTC',
  });
  expect(() => parseArguments(['--prot', '1'])).toThrow('--prot');
  expect(() => parseArguments(['--port', 'x'])).toThrow('--port');
  expect(() => parseArguments(['--memory', '--data', 'x'])).toThrow('exclude');
  expect(() => parseArguments(['extra'])).toThrow('extra');
});

it('npm start names a wrong argument and ends with 2', async () => {
  const main = join(import.meta.dirname, '../../infra/local/main.ts');
  const child = spawn(process.execPath, [main, '--nope'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const code = await new Promise((done) => child.once('exit', done));
  expect([code, errors]).toEqual([2, expect.stringContaining('Usage: npm start')]);
  expect(errors).toContain('--nope');
});
