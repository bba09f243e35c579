import type { Route } from '../route.ts';

export const scoresRoutes = {} as const satisfies Record<string, Route>;
