import type { HoldOutResult } from '../../lib/contract/model-resource.ts';

const width = 960;
const height = 500;
const plot = { size: 340, top: 84 } as const;
const lefts = [76, 556] as const;

const colours = { ink: '#1f2933', faint: '#cbd2d9', first: '#1d6fb8', second: '#c2571a' } as const;

const round = (value: number): string => String(Math.round(value * 10) / 10);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly rotate?: boolean;
}

const text = (
  [x, y]: readonly [number, number],
  content: string,
  { anchor = 'start', size = 12, rotate = false }: TextStyle = {},
): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}"${rotate ? ` transform="rotate(-90 ${round(x)} ${round(y)})"` : ''}>${escaped(content)}</text>`;

/** Shares 0 to 1 to a panel's coordinates. */
const place = (left: number, [x, y]: readonly [number, number]): readonly [number, number] => [
  left + x * plot.size,
  plot.top + (1 - y) * plot.size,
];

interface Panel {
  readonly left: number;
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
}

const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

const axes = ({ left, title, xLabel, yLabel }: Panel): string => {
  const bottom = plot.top + plot.size;
  const grid = ticks.flatMap((tick) => {
    const [x] = place(left, [tick, 0]);
    const [, y] = place(left, [0, tick]);
    const label = `${Math.round(tick * 100)} %`;
    return [
      `<path d="M${round(x)} ${plot.top}V${bottom}M${left} ${round(y)}H${left + plot.size}" stroke="${colours.faint}" stroke-width="0.5"/>`,
      text([x, bottom + 18], label, { anchor: 'middle' }),
      text([left - 8, y + 4], label, { anchor: 'end' }),
    ];
  });
  const [fromX, fromY] = place(left, [0, 0]);
  const [toX, toY] = place(left, [1, 1]);
  return [
    text([left, plot.top - 16], title, { size: 14 }),
    ...grid,
    `<path d="M${round(fromX)} ${round(fromY)}L${round(toX)} ${round(toY)}" stroke="${colours.ink}" stroke-width="1" stroke-dasharray="4 4"/>`,
    text([left + plot.size / 2, bottom + 40], xLabel, { anchor: 'middle' }),
    text([left - 52, plot.top + plot.size / 2], yLabel, { anchor: 'middle', rotate: true }),
  ].join('\n');
};

const line = (
  left: number,
  points: readonly (readonly [number, number])[],
  colour: string,
): string => {
  const placed = points.map((point) => place(left, point));
  const path = placed.map(([x, y]) => `${round(x)} ${round(y)}`).join('L');
  const dots = placed.map(
    ([x, y]) => `<circle cx="${round(x)}" cy="${round(y)}" r="3.5" fill="${colour}"/>`,
  );
  return [`<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"/>`, ...dots].join(
    '\n',
  );
};

interface Entry {
  readonly name: string;
  readonly colour: string;
}

/** Names of the lines, one below the other, in a corner where the lines do not run. */
const legend = ([x, y]: readonly [number, number], entries: readonly Entry[]): string =>
  entries
    .map(({ name, colour }, index) => {
      const at = y + index * 18;
      const mark = `<path d="M${round(x)} ${round(at - 4)}h18" stroke="${colour}" stroke-width="2"/>`;
      return `${mark}\n${text([x + 24, at], name)}`;
    })
    .join('\n');

/** Predicted risk against the observed share, by tenths: on the dashed line the risk keeps its word. */
const calibrationPanel = ({ published, candidates }: HoldOutResult, left: number): string => {
  const own = candidates.find(({ model }) => model === published.transactions)?.churn;
  const points = (bins: readonly { predicted: number; observed: number }[]) =>
    bins.map(({ predicted, observed }) => [predicted, observed] as const);
  const alone = published.churn === 'combined' && own ? own : null;
  return [
    axes({
      left,
      title: 'Risk of no purchase: predicted and observed',
      xLabel: 'predicted, mean of a tenth of the customers',
      yLabel: 'observed',
    }),
    alone ? line(left, points(alone.calibration), colours.second) : '',
    line(left, points(published.risk.calibration), colours.first),
    legend(
      [left + 12, plot.top + 20],
      [
        { name: `published (${published.churn})`, colour: colours.first },
        ...(alone ? [{ name: `${published.transactions} alone`, colour: colours.second }] : []),
      ],
    ),
  ].join('\n');
};

/** Share of all purchases that the best customers by prediction made: the higher above the dashed line the better. */
const gainsPanel = ({ published }: HoldOutResult, left: number): string => {
  const points = published.gains.map(
    (share, index) => [(index + 1) / published.gains.length, share] as const,
  );
  return [
    axes({
      left,
      title: 'Purchases held by the best customers',
      xLabel: 'customers, best by expected purchases first',
      yLabel: 'purchases in the window',
    }),
    line(left, [[0, 0], ...points], colours.first),
    legend(
      [left + plot.size - 150, plot.top + plot.size - 32],
      [
        { name: published.transactions, colour: colours.first },
        { name: 'in any order (dashed)', colour: colours.ink },
      ],
    ),
  ].join('\n');
};

/** A back-test as one self-contained SVG: calibration on the left, cumulative gains on the right. */
export const backtestChart = (result: HoldOutResult): string => {
  const { window, customers } = result;
  const heading = `Back-test: known until ${window.cut}, predicted until ${window.end} (${window.days} days), ${customers} customers`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" fill="${colours.ink}">`,
    `<title>${escaped(heading)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text([lefts[0], 34], heading, { size: 16 }),
    calibrationPanel(result, lefts[0]),
    gainsPanel(result, lefts[1]),
    '</svg>',
    '',
  ].join('\n');
};
