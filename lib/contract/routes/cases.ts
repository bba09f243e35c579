export const casesRoutes = {} as const;
