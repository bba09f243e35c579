import type { Route } from '../route.ts';

export const customersRoutes = {} as const satisfies Record<string, Route>;
