import type { FunctionRow } from '../../lib/contract/function-rows.ts';

/** Largest size of each bundle in kB (1,024 bytes), some 4 % above what it is: cold starts pay for every one. */
export const bundleBudgetsKb: Readonly<Record<FunctionRow['name'], number>> = {
  customers: 500,
  events: 575,
  surveys: 495,
  scores: 645,
  insights: 495,
  public: 580,
  meta: 1000,
  plan: 435,
  fit: 475,
  segment: 462,
  finish: 456,
  relay: 285,
  journal: 400,
  erasure: 350,
  'pre-token': 3,
};

/** Our own files with the only functions that may carry them. The docs, and 404 against 405, need the whole contract. */
export const sourceHomes: Readonly<Record<string, readonly FunctionRow['name'][]>> = {
  'lib/contract/docs': ['meta'],
  'lib/contract/routes.ts': ['meta'],
  'lib/contract/routes/customers.ts': ['customers', 'meta'],
  'lib/contract/routes/events.ts': ['events', 'meta'],
  'lib/contract/routes/insights.ts': ['insights', 'meta'],
  'lib/contract/routes/meta.ts': ['meta'],
  'lib/contract/routes/public.ts': ['public', 'meta'],
  'lib/contract/routes/scores.ts': ['scores', 'meta'],
  'lib/contract/routes/surveys.ts': ['surveys', 'meta'],
  'lib/churn/fit-': ['fit'],
  'lib/evaluation/': ['fit'],
  'lib/scoring/fit-model.ts': ['fit'],
  'lib/scoring/referral-fit.ts': ['fit'],
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
