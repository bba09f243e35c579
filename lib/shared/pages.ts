/** One page of a list. `next` is where the next page starts, absent on the last. */
export interface Page<T, Position = unknown> {
  readonly items: readonly T[];
  readonly next?: Position;
}
