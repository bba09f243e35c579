export const wavesRoutes = {} as const;
