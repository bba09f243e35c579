import type { MediaType, Route } from './route.ts';

/** Media types that a route reads: what its row says, else JSON, for PATCH also as a merge patch. */
export const bodyTypesOf = (route: Route): readonly MediaType[] =>
  route.bodyTypes ??
  (route.method === 'PATCH'
    ? ['application/merge-patch+json', 'application/json']
    : ['application/json']);

/** Largest body in bytes: strangers get less. */
export const bodyBytesMax = (route: Route): number =>
  (route.scopes === 'public' ? 64 : 256) * 1_024;
