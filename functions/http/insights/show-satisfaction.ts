import type { SatisfactionReport } from '../../../lib/contract/satisfaction-resource.ts';
import type { SatisfactionHead } from '../../../lib/insights/satisfaction-record.ts';
import type { SatisfactionFigures } from '../../../lib/insights/satisfaction-report.ts';
import { contentHash } from '../../../lib/shared/canonical.ts';
import type { Interval } from '../../../lib/surveys/interval.ts';
import { showMetric } from '../surveys/show-results.ts';

type Missing = SatisfactionReport['missing'];
type Head = Pick<
  SatisfactionReport,
  'asOf' | 'knownAt' | 'policyVersion' | 'inputsHash' | 'state' | 'missing' | 'sample'
>;

const nothing = {
  asOf: null,
  knownAt: null,
  policyVersion: null,
  inputsHash: null,
  sample: null,
} as const;

const need = (field: string, needs: Missing[number]['needs']): Missing[number] => ({
  field,
  code: 'insufficient_data',
  needs,
});

/** As of when and of whom satisfaction was counted, and what these members lack. */
export const showSatisfactionHead = (
  record: SatisfactionHead | null,
  fields: readonly string[],
): Head => {
  if (record === null)
    return {
      ...nothing,
      state: 'insufficient_data',
      missing: fields.map((name) => need(name, 'run')),
    };
  const { knownAt, ...inputs } = record;
  const missing = record.basis.answered > 0 ? [] : fields.map((name) => need(name, 'answer'));
  return {
    asOf: record.dataEnd,
    knownAt,
    policyVersion: record.policyVersion,
    inputsHash: contentHash(inputs),
    state: missing.length === 0 ? 'ok' : 'insufficient_data',
    missing,
    sample: { ...record.basis },
  };
};

export const ends = (interval: Interval | null): [number, number] | null =>
  interval && [interval[0], interval[1]];

type Figures = NonNullable<SatisfactionReport['total']>;
const showSeries = (series: SatisfactionFigures['nps']['series']): Figures['nps']['series'] =>
  series.map((month) => ({ ...month, interval: ends(month.interval) }));

export const showFigures = ({ nps, csat, ces }: SatisfactionFigures): Figures => ({
  nps: { ...showMetric.nps(nps), series: showSeries(nps.series) },
  csat: { ...showMetric.csat(csat), series: showSeries(csat.series) },
  ces: { ...showMetric.ces(ces), series: showSeries(ces.series) },
});
