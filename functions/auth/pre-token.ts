import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { roles, type Scope } from '../../lib/contract/scopes.ts';

const scopesOfRole = (name: string): readonly Scope[] =>
  Object.entries(roles).find(([role]) => role === name)?.[1] ?? [];

/** The scopes that groups stand for, each once. Groups that are no roles give nothing. */
export const scopesOfGroups = (groups: readonly string[]): readonly Scope[] =>
  [...new Set(groups.flatMap(scopesOfRole))].sort();

/**
 * Writes the scopes of the user's groups into the access token (Cognito, pre token generation V2).
 * Scopes that the client asked for and no group gives are taken out, so that a role is the only
 * source of what a person may do.
 */
export const handler = async (
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> => {
  const granted = scopesOfGroups(event.request.groupConfiguration.groupsToOverride ?? []);
  const suppressed = scopesOfGroups(['admin']).filter((scope) => !granted.includes(scope));
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          scopesToAdd: [...granted],
          scopesToSuppress: [...suppressed],
        },
      },
    },
  };
};
