import { type Day, epochMs, type Instant, toInstant } from '../shared/time.ts';
import { answerDays } from './answer-window.ts';
import type { GroupedDay, ShieldedDay } from './blocks-of-days.ts';
import { type CountPorts, countWindow, settledDay, settlingMs } from './count-window.ts';
import { emptyHistogram } from './histogram.ts';
import type { LiveCut } from './live-cut.ts';
import { nextCuts } from './next-cuts.ts';
import type { DayRange } from './ports.ts';
import type { PublishedSurvey } from './survey.ts';

export interface ShieldedQuery {
  readonly survey: PublishedSurvey;
  readonly questionIds: readonly string[];
  readonly window: DayRange;
  /** Groups of this dimension are told apart, of finished days. */
  readonly dimension?: string | undefined;
  readonly now: Instant;
}

export interface ShieldedRead {
  /** All days of the survey, whatever window is asked for: its blocks begin with the first one. */
  readonly days: readonly ShieldedDay[];
  /** The days of the window with all who answered, which is no secret. */
  readonly counted: readonly GroupedDay[];
}

/** Somebody else made a cut at the same time: so often it is looked at once more. */
const roundsMax = 5;

type Cuts = ReadonlyMap<Day, LiveCut>;

/** What was counted, and up to which day that is final. */
interface Counted {
  readonly finished: readonly GroupedDay[];
  readonly running: readonly GroupedDay[];
  readonly settled: Day;
}

/** A running day that was cut stays, also where an index that lags shows nothing of it. */
const daysWith = ({ finished, running, settled }: Counted, cuts: Cuts): readonly ShieldedDay[] => {
  const known = new Set(running.map(({ day }) => day));
  const unseen = [...cuts.keys()].filter((day) => day > settled && !known.has(day));
  const open = [
    ...running,
    ...unseen.map((day) => ({ day, total: emptyHistogram, groups: new Map() })),
  ].sort((a, b) => a.day - b.day);
  return [
    ...finished.map((day) => ({ ...day, isFinished: true, cut: cuts.get(day.day) ?? null })),
    ...open.map((day) => ({ ...day, isFinished: false, cut: cuts.get(day.day) ?? null })),
  ];
};

/**
 * Days that may be cut. A day is finished an hour after its end and cut in the first half of that only, so that no
 * read that began before may cut what another one has taken for finished. While answers may still be edited
 * nothing is cut: the next cut less the last one would show what a person changed.
 */
const cuttableFrom = ({ survey, now }: ShieldedQuery, { dayOf }: CountPorts): Day =>
  survey.definition.editableForHours > 0
    ? Number.POSITIVE_INFINITY
    : dayOf(toInstant(epochMs(now) - settlingMs / 2));

/** Keeps what may be shown now, and gives all that is shown. Whoever comes second takes what the first one has kept. */
const withNewCuts = async (
  ports: CountPorts,
  query: ShieldedQuery,
  counted: Counted,
): Promise<readonly ShieldedDay[]> => {
  const { survey, questionIds } = query;
  const all = answerDays(survey, {}, ports.dayOf, query.now);
  const from = cuttableFrom(query, ports);
  for (let round = 1; ; round += 1) {
    const cuts = await ports.histograms.cuts(survey.id, all);
    const days = daysWith(counted, cuts);
    const next = nextCuts(days, { questionIds, settled: counted.settled }).filter(
      ({ day }) => day >= from,
    );
    if (next.length === 0 || round > roundsMax) return days;
    const kept = await Promise.all(
      next.map(({ day, cut }) => ports.histograms.cut(survey.id, day, cut)),
    );
    const added = next.map(({ day, cut }) => [day, cut] as const);
    if (kept.every(Boolean)) return daysWith(counted, new Map([...cuts, ...added]));
  }
};

/**
 * The days of a shielded survey with what has been shown of them. Where enough has come on days that are not over, and
 * the window reaches them, it is shown from now on.
 */
export const readShielded = async (
  ports: CountPorts,
  query: ShieldedQuery,
): Promise<ShieldedRead> => {
  const { survey, window, dimension, now } = query;
  const all = answerDays(survey, {}, ports.dayOf, now);
  const settled = Math.min(all.to, settledDay(survey, ports.dayOf, now));
  const past = { from: all.from, to: settled };
  const finished = await countWindow(ports, { survey, now, dimension, days: past });
  const open = { from: Math.max(all.from, settled + 1), to: all.to };
  const running = window.to > settled ? await countWindow(ports, { survey, now, days: open }) : [];
  return {
    days: await withNewCuts(ports, query, { finished, running, settled }),
    counted: [...finished, ...running].filter(({ day }) => day >= window.from && day <= window.to),
  };
};
