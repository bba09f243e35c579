import { defineConfig } from 'vitest/config';

const globalSetup = ['test/support/dynamodb-setup.ts'];
const hookTimeout = 120_000;

export default defineConfig({
  test: {
    // Tests wait for DynamoDB Local as much as they compute.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'test',
          globalSetup,
          hookTimeout,
          include: ['test/**/*.test.ts'],
          testTimeout: 30_000,
          isolate: false,
          setupFiles: ['test/support/fresh-modules.ts'],
        },
      },
      {
        // Hosted pages in Chromium: `npm run browser`; skipped where there is none.
        test: {
          name: 'browser',
          globalSetup,
          hookTimeout,
          include: ['test/browser/*.browser.ts'],
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        // Longer proofs, one after the other: `npm run verify`, results in test/README.md.
        test: {
          name: 'verify',
          globalSetup,
          hookTimeout,
          include: ['test/**/*.verify.ts'],
          testTimeout: 1_800_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
