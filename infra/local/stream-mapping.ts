import * as z from 'zod';
import { compilePattern, type Pattern } from './event-pattern.ts';
import { parseAs, parseObject } from './json.ts';
import type { Resource } from './template.ts';

const Properties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BatchSize: z.coerce.number().default(100),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.coerce.number().default(-1),
  MaximumRecordAgeInSeconds: z.coerce.number().default(-1),
  // Both only gather more records into one call; waiting for them teaches nothing on a laptop.
  MaximumBatchingWindowInSeconds: z.coerce.number().optional(),
  ParallelizationFactor: z.coerce.number().optional(),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })
    .default({ Filters: [] }),
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) })
    .optional(),
  // Read by alarms only.
  MetricsConfig: z.json().optional(),
  Tags: z.json().optional(),
});

/** An event source mapping of a table stream, as its template says it. */
export type StreamMapping = {
  id: string;
  tableArn: string;
  functionName: string;
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  batchSize: number;
  bisect: boolean;
  /** Infinity when the template sets no bound. */
  retriesMax: number;
  recordAgeMaxMs: number;
  enabled: boolean;
  reportsItemFailures: boolean;
  wants: Pattern;
  failureDestination: string | undefined;
};

export function readMapping({ id, properties }: Resource): StreamMapping {
  const settings = parseAs(Properties, properties, `Event source mapping ${id}`);
  const [tableArn = '', stream] = settings.EventSourceArn.split('/stream/');
  if (stream === undefined) {
    throw new Error(`Event source mapping ${id} does not read a table stream.`);
  }
  const filters = settings.FilterCriteria.Filters.map(({ Pattern }) =>
    compilePattern(parseObject(Pattern)),
  );
  return {
    id,
    tableArn,
    functionName: settings.FunctionName,
    startingPosition: settings.StartingPosition,
    batchSize: settings.BatchSize,
    bisect: settings.BisectBatchOnFunctionError,
    retriesMax: unlimited(settings.MaximumRetryAttempts),
    recordAgeMaxMs: unlimited(settings.MaximumRecordAgeInSeconds) * 1_000,
    enabled: settings.Enabled,
    reportsItemFailures: settings.FunctionResponseTypes.length > 0,
    wants: (record) => filters.length === 0 || filters.some((fits) => fits(record)),
    failureDestination: settings.DestinationConfig?.OnFailure.Destination,
  };
}

function unlimited(value: number): number {
  return value === -1 ? Number.POSITIVE_INFINITY : value;
}
