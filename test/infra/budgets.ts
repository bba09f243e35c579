import type { FunctionRow } from '../../lib/contract/function-rows.ts';

/** Largest size of each bundle in kB (1,024 bytes), some 5 % above what it is: cold starts pay for every one. */
export const bundleBudgetsKb: Readonly<Record<FunctionRow['name'], number>> = {
  customers: 540,
  events: 560,
  surveys: 535,
  scores: 590,
  insights: 600,
  public: 575,
  meta: 700,
  plan: 440,
  fit: 390,
  segment: 415,
  finish: 465,
  relay: 285,
  journal: 400,
  erasure: 350,
  'pre-token': 3,
};

/** Packages with the only functions that may carry them; none means no function at all. */
export const packageHomes: Readonly<Record<string, readonly FunctionRow['name'][]>> = {
  '@aws-sdk/client-eventbridge': ['relay'],
  '@aws-sdk/client-sfn': ['scores'],
  '@aws-sdk/credential-provider-http': [],
  '@aws-sdk/credential-provider-ini': [],
  '@aws-sdk/credential-provider-node': [],
  '@aws-sdk/credential-provider-process': [],
  '@aws-sdk/credential-provider-sso': [],
  '@aws-sdk/credential-provider-web-identity': [],
  '@aws-sdk/nested-clients': [],
  '@middy/core': ['customers', 'events', 'surveys', 'scores', 'insights', 'public', 'meta'],
  'aws-cdk-lib': [],
  'csv-parse': [],
  jose: [],
  'temporal-polyfill': [
    'customers',
    'events',
    'surveys',
    'scores',
    'insights',
    'public',
    'plan',
    'finish',
    'journal',
  ],
  'zod-openapi': [],
};
