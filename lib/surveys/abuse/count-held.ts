import { dateToDay, type Instant } from '../../shared/time.ts';
import type { Window } from '../answer-window.ts';
import type { DayOf } from '../ports.ts';
import { heldDays } from './held-response.ts';
import type { QuarantineStore } from './ports.ts';

/** More are not counted: a flood must not make results slow. */
export const heldCountMax = 10_000;

/** How many responses of a window wait in quarantine; those of earlier days are deleted. */
export const countHeld =
  ({
    quarantine,
    dayOf,
  }: {
    readonly quarantine: Pick<QuarantineStore, 'count'>;
    readonly dayOf: DayOf;
  }) =>
  async (surveyId: string, { from, to }: Window, now: Instant): Promise<number> => {
    const today = dayOf(now);
    const first = today - heldDays;
    const days = {
      from: from === undefined ? first : Math.max(first, dateToDay(from)),
      to: to === undefined ? today : Math.min(today, dateToDay(to)),
    };
    return days.from > days.to ? 0 : quarantine.count(surveyId, days, heldCountMax);
  };
