/** The runtime's clock: real time plus an offset that all workers share through memory. */
export type Clock = {
  now: () => number;
  /** Moves the clock to an instant (it goes on ticking), or back to real time with null. */
  set: (instant: number | null) => void;
  /** Holds the offset in milliseconds; workers read it. */
  readonly offset: SharedArrayBuffer;
};

export function createClock(start?: number): Clock {
  const offset = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const shared = new Float64Array(offset);
  const set = (instant: number | null) => {
    shared[0] = instant === null ? 0 : instant - Date.now();
  };
  if (start !== undefined) set(start);
  return { now: () => Math.round(Date.now() + (shared[0] ?? 0)), set, offset };
}
