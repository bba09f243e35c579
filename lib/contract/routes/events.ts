import type { Route } from '../route.ts';

export const eventsRoutes = {} as const satisfies Record<string, Route>;
