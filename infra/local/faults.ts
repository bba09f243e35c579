import type { JsonObject } from './json.ts';

/** A call as a fault's filter sees it. */
export type FaultCall = {
  /** Logical id of the calling function. */
  caller: string;
  service: 'dynamodb' | 'events' | 'states' | 'secretsmanager' | 'ses';
  operation: string;
  body: JsonObject;
};

/**
 * What the real services do now and then and local ones never:
 * - `conflict`: a transaction is cancelled with TransactionConflict (nothing was done)
 * - `throttle`: the call is refused with a throttling error (nothing was done)
 * - `partial`: half of a batch is left unprocessed
 * - `lostReply`: the call is performed, then the connection is cut
 * - `error`: the call is performed, then answered with 500
 * - `late`: the reply comes `delayMs` later
 */
export type Fault = {
  kind: 'conflict' | 'throttle' | 'partial' | 'lostReply' | 'error' | 'late';
  /** Between 0 and 1. */
  probability: number;
  delayMs?: number;
  /** At most so many times in all. */
  times?: number;
  filter?: (call: FaultCall) => boolean;
};

/** Faults on demand, in an order that a seed fixes. */
export class Faults {
  private active: (Fault & { hits: number })[] = [];
  private state = 1;

  /** Replaces what is injected from now on; `clear` ends it. */
  inject(faults: Fault[], seed = 1): void {
    this.active = faults.map((fault) => ({ ...fault, hits: 0 }));
    this.state = seed;
  }

  clear(): void {
    this.active = [];
  }

  /** How often each fault struck, in the order of injection. */
  hits(): number[] {
    return this.active.map(({ hits }) => hits);
  }

  /** The fault that strikes this call, if any. */
  strike(call: FaultCall): Fault | undefined {
    const fault = this.active.find(
      ({ kind, probability, times, hits, filter }) =>
        applies(kind, call.operation) &&
        hits < (times ?? Number.POSITIVE_INFINITY) &&
        (filter?.(call) ?? true) &&
        this.random() < probability,
    );
    if (fault !== undefined) fault.hits += 1;
    return fault;
  }

  /** mulberry32: small, and the same on every machine. */
  private random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

function applies(kind: Fault['kind'], operation: string): boolean {
  if (kind === 'conflict') return operation === 'TransactWriteItems';
  if (kind === 'partial')
    return /^(BatchGetItem|BatchWriteItem|BatchExecuteStatement|PutEvents)$/.test(operation);
  return true;
}
