import type { Route } from './route.ts';
import { customersRoutes } from './routes/customers.ts';
import { eventsRoutes } from './routes/events.ts';
import { insightsRoutes } from './routes/insights.ts';
import { metaRoutes } from './routes/meta.ts';
import { publicRoutes } from './routes/public.ts';
import { scoresRoutes } from './routes/scores.ts';
import { surveysRoutes } from './routes/surveys.ts';

/** Every route of both HTTP APIs, by its id. */
export const routes = {
  ...customersRoutes,
  ...eventsRoutes,
  ...surveysRoutes,
  ...scoresRoutes,
  ...insightsRoutes,
  ...publicRoutes,
  ...metaRoutes,
} as const;

export type RouteId = keyof typeof routes;

/** The rows alone, for whatever walks all of them. */
export const routeRows: readonly Route[] = Object.values(routes);
