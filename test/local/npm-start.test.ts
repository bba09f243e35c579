import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Minutes on a busy machine: it bundles, synthesizes and starts a database. */
it('npm start says ready in one line, and ends cleanly with npm', {
  timeout: 240_000,
}, async () => {
  const npm = spawn('npm', ['start', '--silent', '--', '--port', '0', '--no-demo'], { cwd: root });
  let output = '';
  let errors = '';
  npm.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const ended = new Promise((done) => npm.once('close', done));
  const ready = new Promise<void>((done) => {
    npm.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.endsWith('\n')) done();
    });
  });
  await Promise.race([ready, ended]);
  expect(output, errors).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+\n$/);
  const url = output.slice('ready '.length).trim();
  expect((await fetch(`${url}/health`)).status).toBe(200);
  npm.kill('SIGTERM');
  // `close` comes when every process that holds the pipes has gone.
  await ended;
  await expect(fetch(url)).rejects.toThrow();
});
