/** What a repeat of a finished request is answered with: a body, or the resource to read again. */
export interface StoredOutcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly resourceId?: string;
}

/** One use of an Idempotency-Key. Without `outcome` an attempt is running, or was cut off when its lease is over. */
export interface IdempotencyRecord {
  /** Hash of the request: the same key with another request is a mistake of the caller. */
  readonly fingerprint: string;
  /** Time of the first attempt: ids derive from it, so every later attempt makes the same ones. */
  readonly startedAtMs: number;
  /** Names the attempt that holds the lease, so that a lost reply is recognised and a late one harms nobody. */
  readonly attempt: string;
  readonly leaseUntilMs: number;
  readonly expiresAtMs: number;
  readonly outcome?: StoredOutcome;
}

/** Remembers requests by the hash of caller, route and key. A port. */
export interface IdempotencyStore {
  /** Puts the record unless an unexpired one of another attempt stands there; then gives that one. */
  readonly claim: (
    id: string,
    record: IdempotencyRecord,
    nowMs: number,
  ) => Promise<IdempotencyRecord | undefined>;
  /** Gives the lease of an attempt that is over to a new one; false when somebody else was faster. */
  readonly takeOver: (
    id: string,
    from: string,
    to: Pick<IdempotencyRecord, 'attempt' | 'leaseUntilMs'>,
  ) => Promise<boolean>;
  /** Stores the outcome, if the attempt still holds the lease. */
  readonly complete: (id: string, attempt: string, outcome: StoredOutcome) => Promise<void>;
  /** Ends the lease without outcome: the next attempt executes again, with the same ids. */
  readonly release: (id: string, attempt: string) => Promise<void>;
  /** Removes the record: the request had no effect, and may be corrected under the same key. */
  readonly forget: (id: string, attempt: string) => Promise<void>;
}
