import type { Access } from './access.ts';
import type { HttpGroup } from './route.ts';

/** What a function is given to run with. */
export interface Size {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Concurrency kept for (and capped at) this function, so that a flood of answers or mails cannot starve staff. */
  readonly reservedConcurrency?: number;
}

/** A function behind the HTTP APIs. Its grants are the union of its routes' access and the pipeline's. */
export type HttpFunctionRow = Size;

export const httpFunctions = {
  customers: { memoryMb: 1024, timeoutSeconds: 25 },
  events: { memoryMb: 1024, timeoutSeconds: 25 },
  surveys: { memoryMb: 1024, timeoutSeconds: 25 },
  waves: { memoryMb: 1024, timeoutSeconds: 25 },
  feedback: { memoryMb: 1024, timeoutSeconds: 25 },
  cases: { memoryMb: 1024, timeoutSeconds: 25 },
  scores: { memoryMb: 1024, timeoutSeconds: 25 },
  insights: { memoryMb: 1024, timeoutSeconds: 25 },
  public: { memoryMb: 1024, timeoutSeconds: 15, reservedConcurrency: 200 },
  meta: { memoryMb: 512, timeoutSeconds: 10 },
} as const satisfies Record<HttpGroup, HttpFunctionRow>;

/** The group whose function answers what no route takes, by 404 or 405: the only one that carries the whole contract. */
export const fallbackGroup: HttpGroup = 'meta';

/** What the idempotency layer of every POST route does to the control table. */
export const idempotencyAccess: readonly Access[] = [
  { table: 'control', actions: ['PutItem', 'UpdateItem', 'DeleteItem'] },
];
