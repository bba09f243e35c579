import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { handler } from '../../../functions/auth/pre-token.ts';
import { roles, scopes } from '../../../lib/contract/scopes.ts';

const event = (groupsToOverride: string[] | undefined): PreTokenGenerationV2TriggerEvent => ({
  version: '2',
  region: 'eu-central-1',
  userPoolId: 'pool',
  triggerSource: 'TokenGeneration_HostedAuth',
  userName: 'user',
  callerContext: { awsSdkVersion: '3', clientId: 'client' },
  request: {
    userAttributes: {},
    groupConfiguration: { groupsToOverride, iamRolesToOverride: [], preferredRole: undefined },
    scopes: ['openid', 'customers:erase'],
  },
  response: { claimsAndScopeOverrideDetails: {} },
});

const granted = async (groups: string[] | undefined) => {
  const { response } = await handler(event(groups));
  return response.claimsAndScopeOverrideDetails.accessTokenGeneration;
};

describe('the access token', () => {
  it.each(Object.entries(roles))('of a %s carries the scopes of that role', async (role, of) => {
    expect((await granted([role]))?.scopesToAdd).toEqual([...of].sort());
  });

  it('of several groups carries the scopes of all of them, each once', async () => {
    const added = (await granted(['viewer', 'ingest']))?.scopesToAdd ?? [];
    expect(new Set(added)).toEqual(new Set([...roles.viewer, ...roles.ingest]));
    expect(added).toHaveLength(new Set(added).size);
  });

  it.each([[undefined], [[]], [['unknown']], [['constructor', '__proto__']]])(
    'of %j carries none of ours, whatever the client asked for',
    async (groups) => {
      const details = await granted(groups);
      expect(details?.scopesToAdd).toEqual([]);
      expect(details?.scopesToSuppress).toEqual(Object.keys(scopes).sort());
    },
  );

  it('keeps what the pool wrote into the event', async () => {
    const given = event(['viewer']);
    expect(await handler(given)).toMatchObject({ userName: 'user', request: given.request });
  });
});
