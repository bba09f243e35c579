import { afterAll, beforeAll, it } from 'vitest';
import { type Deployment, deploy } from '../support/deployment.ts';
import { proveConcurrentWriters } from './concurrent-writers.ts';

let suite: Deployment;
beforeAll(async () => {
  suite = await deploy();
});
afterAll(() => suite.stop());

it('16 writers of one customer over HTTP come to exact statistics through conflicts of the proxy', () =>
  proveConcurrentWriters(suite, 40));
