import { Cron } from 'croner';

/** When a schedule falls due. */
export type ScheduleExpression = {
  /** The last `count` due times after `from` and up to `to` (milliseconds), oldest first. */
  lastDue: (from: number, to: number, count: number) => number[];
};

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads `cron(…)` in a time zone, or `rate(…)` in step with `start`, also before it: clocks are moved back. */
export function parseScheduleExpression(
  text: string,
  zone: string,
  start: number,
): ScheduleExpression {
  const [, kind, argument = ''] = /^(cron|rate)\((.+)\)$/.exec(text) ?? [];
  if (kind === 'cron') return cron(argument, zone);
  if (kind === 'rate') return rate(argument, start);
  throw new Error(`The schedule ${text} cannot be served on the laptop.`);
}

function rate(argument: string, start: number): ScheduleExpression {
  const [, value, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? [];
  const every = Number(value) * (unitMs[unit] ?? 0);
  if (!(every > 0)) throw new Error(`The rate ${argument} cannot be read.`);
  return {
    lastDue: (from, to, count) => {
      const last = Math.floor((to - start) / every);
      const steps = Array.from({ length: count }, (_, back) => last - count + 1 + back);
      return steps.map((step) => start + step * every).filter((due) => due > from);
    },
  };
}

function cron(argument: string, zone: string): ScheduleExpression {
  const pattern = cronerPattern(argument);
  const inZone = new Cron(pattern, { timezone: zone, paused: true });
  const onWallClock = new Cron(pattern, { timezone: 'UTC', paused: true });
  // A time that a change of the clock skips is not made up for: EventBridge Scheduler skips it too.
  const exists = (due: Date) => onWallClock.match(wallClock(due, zone));
  return {
    lastDue: (from, to, count) =>
      inZone
        .previousRuns(count, new Date(to + 1))
        .filter((due) => due.getTime() > from && due.getTime() <= to && exists(due))
        .map((due) => due.getTime())
        .toSorted((one, other) => one - other),
  };
}

/** Adds seconds, and counts weekdays from SUN = 0 where AWS counts from SUN = 1. */
function cronerPattern(argument: string): string {
  const fields = argument.trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays = '', years] = fields;
  if (fields.length !== 6) throw new Error(`cron(${argument}) must have six fields.`);
  const shifted = weekdays.replaceAll(/\d+/g, (digits, at: number, whole: string) =>
    whole[at - 1] === '#' || whole[at - 1] === '/' ? digits : String(Number(digits) - 1),
  );
  return ['0', minutes, hours, days, months, shifted, years].join(' ').replaceAll('?', '*');
}

/** What the clocks on the wall of a zone show, as if it were UTC. */
function wallClock(instant: Date, zone: string): Date {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return new Date(
    Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    ),
  );
}
