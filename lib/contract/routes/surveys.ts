import type { Route } from '../route.ts';

export const surveysRoutes = {} as const satisfies Record<string, Route>;
