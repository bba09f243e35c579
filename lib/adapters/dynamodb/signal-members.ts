import * as z from 'zod';
import { type Contract, noSignals, type Signals } from '../../scoring/statistics.ts';

/** `[since, end, renewals, length of a term, cancelled]`; only folds write it. */
const StoredContract = z.tuple([
  z.int(),
  z.int(),
  z.int(),
  z.int(),
  z.union([z.literal(0), z.literal(1)]),
]);

/**
 * The signals in the compact item: t last touch, c complaints, lc day of the last, o open tickets,
 * sv/sd/sp satisfaction (value, day, the value before), p points, lp day of the last, ct contract.
 * Everything that is nothing is left out.
 */
export const SignalMembers = {
  t: z.number().optional(),
  c: z.number().optional(),
  lc: z.number().optional(),
  o: z.number().optional(),
  sv: z.number().optional(),
  sd: z.number().optional(),
  /** Null where intake found no value before. */
  sp: z.number().nullish(),
  p: z.number().optional(),
  lp: z.number().optional(),
  ct: StoredContract.optional(),
};
const SignalItem = z.object(SignalMembers);
type SignalItem = z.infer<typeof SignalItem>;

export const readSignals = (item: SignalItem): Signals => ({
  lastTouchDay: item.t ?? null,
  complaints: item.c ?? 0,
  lastComplaintDay: item.lc ?? null,
  openTickets: item.o ?? 0,
  satisfaction:
    item.sv === undefined || item.sd === undefined
      ? null
      : { value: item.sv, day: item.sd, previous: item.sp ?? null },
  points: item.p ?? 0,
  lastPointsDay: item.lp ?? null,
  contract: item.ct ? readContract(item.ct) : noSignals.contract,
});

/** The members that a fold stores; undefined removes one. */
export const signalMembers = (signals: Signals): Record<keyof typeof SignalMembers, unknown> => ({
  t: signals.lastTouchDay ?? undefined,
  c: signals.complaints || undefined,
  lc: signals.lastComplaintDay ?? undefined,
  o: signals.openTickets || undefined,
  sv: signals.satisfaction?.value,
  sd: signals.satisfaction?.day,
  sp: signals.satisfaction?.previous ?? undefined,
  p: signals.points || undefined,
  lp: signals.lastPointsDay ?? undefined,
  ct: signals.contract ? storedContract(signals.contract) : undefined,
});

const readContract = ([sinceDay, endDay, renewals, termDays, cancelled]: z.infer<
  typeof StoredContract
>): Contract => ({
  sinceDay,
  endDay,
  renewals,
  termDays,
  cancelled: cancelled === 1,
});

const storedContract = (contract: Contract): z.infer<typeof StoredContract> => [
  contract.sinceDay,
  contract.endDay,
  contract.renewals,
  contract.termDays,
  contract.cancelled ? 1 : 0,
];
