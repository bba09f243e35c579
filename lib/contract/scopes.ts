/** Every scope that a token can carry, with what it allows. */
export const scopes = {
  'customers:read': 'Read customers, their timeline and exports',
  'customers:write': 'Create and change customers',
  'customers:erase': 'Erase a person',
  'events:read': 'Read events',
  'events:write': 'Record events',
  'surveys:read': 'Read surveys, answers and results',
  'surveys:write': 'Define surveys and invite customers',
  'feedback:read': 'Read reviews, mentions and interviews',
  'feedback:write': 'Bring in reviews, mentions and interviews, match and answer them',
  'cases:read': 'Read recovery cases',
  'cases:write': 'Work on recovery cases',
  'scores:read': 'Read scorecards, runs and models',
  'settings:write': 'Change the scoring policy',
  'runs:write': 'Start runs and re-score customers',
} as const;

export type Scope = keyof typeof scopes;

/** Roles are sets of scopes; the issuer writes the scopes of a user's groups into the token. */
export const roles = {
  viewer: [
    'customers:read',
    'events:read',
    'surveys:read',
    'feedback:read',
    'cases:read',
    'scores:read',
  ],
  agent: [
    'customers:read',
    'customers:write',
    'events:read',
    'events:write',
    'surveys:read',
    'feedback:read',
    'feedback:write',
    'cases:read',
    'cases:write',
    'scores:read',
  ],
  manager: [
    'customers:read',
    'customers:write',
    'events:read',
    'events:write',
    'surveys:read',
    'surveys:write',
    'feedback:read',
    'feedback:write',
    'cases:read',
    'cases:write',
    'scores:read',
    'runs:write',
  ],
  admin: Object.keys(scopes) as readonly Scope[],
  ingest: ['customers:write', 'events:write', 'feedback:write'],
} as const satisfies Record<string, readonly Scope[]>;
