/** Seconds of the peers on a synthetic million of the same world (science, section 3.1), on the machine that it names. */
export interface PeerFigure {
  /** What this project sets itself; null where it is the peers alone that it is measured by. */
  readonly target: number | null;
  readonly peers: string;
}

const figures: Readonly<Record<string, PeerFigure>> = {
  'bg-nbd fit': { target: 3, peers: 'lifetimes 8.33, CLVTools likelihood 8.34' },
  'mbg-nbd fit': { target: null, peers: 'lifetimes 7.97' },
  'pareto-nbd fit': { target: 27, peers: 'CLVTools likelihood 26.8, lifetimes 451' },
  'bg-nbd P(alive) + E[Y(39)]': { target: 0.4, peers: 'CLVTools 0.28, lifetimes 0.39' },
  'mbg-nbd P(alive) + E[Y(39)]': { target: null, peers: 'lifetimes 0.20' },
  'pareto-nbd P(alive) + E[Y(39)]': { target: null, peers: 'lifetimes 0.69, CLVTools 0.82' },
};

/** Figures for one line of the benchmark; nobody has measured some of them. */
export const peerFigureOf = (name: string): PeerFigure =>
  figures[name] ?? { target: null, peers: 'not measured' };

/** Peak of the process in megabytes: peers take 380 to 487. */
export const peakTarget = 512;
