/** Seconds of the repeats of one piece of work, and a number that depends on all of it. */
export interface Measured {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Processor seconds of the median repeat: on a busy machine these count, not those on the wall. */
  readonly processor: number;
  /** Printed, so that the work cannot be optimised away and a wrong result shows. */
  readonly checksum: number;
}

const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Runs `work` a number of times. */
export const measure = (repeats: number, work: () => number): Measured => {
  const runs = Array.from({ length: repeats }, () => {
    const [wall, processor] = [performance.now(), processorSeconds()];
    const checksum = work();
    return {
      wall: (performance.now() - wall) / 1000,
      processor: processorSeconds() - processor,
      checksum,
    };
  }).sort((left, right) => left.wall - right.wall);
  const middle = runs[Math.floor(repeats / 2)];
  return {
    median: middle?.wall ?? 0,
    least: runs[0]?.wall ?? 0,
    most: runs.at(-1)?.wall ?? 0,
    processor: middle?.processor ?? 0,
    checksum: middle?.checksum ?? 0,
  };
};

/**
 * A fixed amount of the arithmetic that fits spend their time on. Its time on a machine is the unit in which times of
 * different machines, or of one machine on different days, can be compared.
 */
export const calibration = (): number => {
  let sum = 0;
  for (let index = 1; index <= 10_000_000; index += 1) {
    sum += Math.log1p(Math.exp(-Math.abs(Math.log(index * 1e-3)))) / index;
  }
  return sum;
};
