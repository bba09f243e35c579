import { businessDay, dayToDate, type Instant } from '../shared/time.ts';
import type { NightInput } from './ports.ts';
import { defaultAsOfDay, type Run } from './run.ts';

/** The id of the one run that the schedule starts on a business date. */
export const scheduledRunId = (businessDate: string): string =>
  `run_${businessDate.replaceAll('-', '')}`;

/**
 * The run that an execution's input asks for. The business date comes from the scheduled time, so
 * that a delivery after midnight, or a second one, is about the same night.
 */
export const newRun = (
  input: NightInput,
  { zone, now }: { readonly zone: string; readonly now: Instant },
): Run => {
  const businessDate = dayToDate(businessDay(input.scheduledTime, zone));
  return {
    id: input.runId ?? scheduledRunId(businessDate),
    kind: input.kind,
    trigger: input.trigger,
    status: 'queued',
    dryRun: input.dryRun ?? false,
    businessDate,
    asOf: input.asOf ?? dayToDate(defaultAsOfDay(businessDate)),
    createdAt: now,
    startedAt: null,
    finishedAt: null,
    execution: null,
    policyVersion: null,
    modelVersion: null,
    needsFit: false,
    segments: null,
    fit: null,
    report: null,
    failure: null,
    revision: 1,
  };
};
