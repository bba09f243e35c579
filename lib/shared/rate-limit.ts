/** How a caller stands against one limit that was counted for the request. */
export interface RateLimit {
  /** What is limited: the name of the policy in the header. */
  readonly name: string;
  /** What the window allows. */
  readonly quota: number;
  readonly windowSeconds: number;
  /** What is left of it, 0 when it is used up. */
  readonly remaining: number;
  /** Seconds until the window ends, at least 1. */
  readonly resetSeconds: number;
}
