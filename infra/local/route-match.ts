import { compareSpecificity, parametersOf } from './path-pattern.ts';
import type { GatewayRoute } from './routes.ts';

export type RouteMatch = { route: GatewayRoute; pathParameters: Record<string, string> };

/**
 * Chooses the route of a request over all APIs, which share one port on the laptop: the most
 * specific path first, then `$default` of the API that knows the path under another method,
 * otherwise `$default` of the staff API (the one with an authorizer).
 */
export function matchRoute(
  routes: readonly GatewayRoute[],
  method: string,
  path: string,
): RouteMatch | undefined {
  const samePath = routes
    .flatMap((route) => {
      const pathParameters = route.path && parametersOf(route.path, path);
      return route.path && pathParameters ? [{ route, pathParameters, pattern: route.path }] : [];
    })
    .toSorted((one, other) => compareSpecificity(one.pattern, other.pattern));
  const exact = samePath.find(({ route }) => route.method === method);
  const found = exact ?? samePath.find(({ route }) => route.method === 'ANY');
  if (found !== undefined) return found;
  const defaults = routes.filter(({ key }) => key === '$default');
  const staff = routes.find(({ authorizer }) => authorizer !== undefined)?.api.id;
  const preferred = [samePath[0]?.route.api.id, staff].filter((id) => id !== undefined);
  const route =
    preferred.map((id) => defaults.find(({ api }) => api.id === id)).find(Boolean) ?? defaults[0];
  return route && { route, pathParameters: {} };
}
