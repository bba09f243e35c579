/** Requests that the gateway lets through; above it answers 429 by itself. */
export interface Throttle {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/** The two HTTP APIs: a flood of survey answers meets its own limit and leaves staff alone. */
export const apis = {
  staff: { throttle: { ratePerSecond: 500, burst: 1000 } },
  public: { throttle: { ratePerSecond: 300, burst: 600 } },
} as const satisfies Record<string, { readonly throttle: Throttle }>;

export type ApiName = keyof typeof apis;
