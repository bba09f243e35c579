import type { Route } from './route.ts';
import { casesRoutes } from './routes/cases.ts';
import { customersRoutes } from './routes/customers.ts';
import { eventsRoutes } from './routes/events.ts';
import { feedbackRoutes } from './routes/feedback.ts';
import { insightsRoutes } from './routes/insights.ts';
import { interviewsRoutes } from './routes/interviews.ts';
import { invitationsRoutes } from './routes/invitations.ts';
import { metaRoutes } from './routes/meta.ts';
import { publicRoutes } from './routes/public.ts';
import { quarantineRoutes } from './routes/quarantine.ts';
import { revisionsRoutes } from './routes/revisions.ts';
import { scoresRoutes } from './routes/scores.ts';
import { surveysRoutes } from './routes/surveys.ts';
import { wavesRoutes } from './routes/waves.ts';

/** Every route of both HTTP APIs, by its id. */
export const routes = {
  ...customersRoutes,
  ...eventsRoutes,
  ...surveysRoutes,
  ...revisionsRoutes,
  ...invitationsRoutes,
  ...quarantineRoutes,
  ...wavesRoutes,
  ...feedbackRoutes,
  ...interviewsRoutes,
  ...casesRoutes,
  ...scoresRoutes,
  ...insightsRoutes,
  ...publicRoutes,
  ...metaRoutes,
} as const;

export type RouteId = keyof typeof routes;

/** The rows alone, for whatever walks all of them. */
export const routeRows: readonly Route[] = Object.values(routes);
