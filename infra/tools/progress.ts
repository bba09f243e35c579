import { Presets, SingleBar } from 'cli-progress';

export interface ProgressBar {
  readonly update: (done: number, total: number, note: string) => void;
  readonly stop: () => void;
}

const secondsBetweenLines = 5;

/**
 * A bar with percentage, rate and time left on a terminal; without one (a log, a pipe) a line now
 * and then. It writes to standard error, so that standard output stays the report.
 */
export const progressBar = (
  label: string,
  stream: NodeJS.WriteStream = process.stderr,
): ProgressBar => (stream.isTTY ? terminalBar(label, stream) : lineByLine(label, stream));

const terminalBar = (label: string, stream: NodeJS.WriteStream): ProgressBar => {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage} % | {note} | {eta_formatted} left`,
      stream,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update: (done, total, note) => {
      if (!started) bar.start(total, done, { note });
      started = true;
      bar.setTotal(total);
      bar.update(done, { note });
    },
    stop: () => bar.stop(),
  };
};

const lineByLine = (label: string, stream: NodeJS.WriteStream): ProgressBar => {
  const startedAt = Date.now();
  let lastAt = 0;
  return {
    update: (done, total, note) => {
      const now = Date.now();
      if (now - lastAt < secondsBetweenLines * 1_000 && done < total) return;
      lastAt = now;
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      const left =
        done === 0 ? '?' : Math.ceil(((now - startedAt) / 1_000 / done) * (total - done));
      stream.write(`${label} ${percent} % | ${note} | ${left} s left\n`);
    },
    stop: () => undefined,
  };
};
