import type { Route } from '../route.ts';

export const publicRoutes = {} as const satisfies Record<string, Route>;
