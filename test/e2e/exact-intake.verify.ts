import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Deployment, deploy } from '../support/deployment.ts';
import { proveLinks, proveQuota } from './prove-intake.ts';

describe('taking answers is exact', () => {
  let suite: Deployment;
  beforeAll(async () => {
    suite = await deploy();
  });
  afterAll(() => suite.stop());

  it('10,000 submissions, 64 in flight, for a quota of 1,000: exactly 1,000 are complete', () =>
    proveQuota(suite, { submissions: 10_000, limit: 1_000, onFull: 'refuse' }));

  it('2,000 submissions for a quota of 200 that screens out: exactly 200 are complete', () =>
    proveQuota(suite, { submissions: 2_000, limit: 200, onFull: 'screen_out' }));

  it('1,000 links that are clicked three times each are 1,000 responses', () =>
    proveLinks(suite, 1_000));
});
