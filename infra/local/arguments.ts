import { parseArgs } from 'node:util';

export type StartArguments = {
  port: number;
  /** Undefined means in memory. */
  dataDir: string | undefined;
  demo: boolean;
  currency: string;
  zone: string;
  verbose: boolean;
};

export const usage =
  'npm start -- [--port 4000] [--memory | --data DIR] [--demo | --no-demo] [--currency CNY] [--zone Asia/Shanghai] [--verbose]';

/** Reads the arguments of `npm start`; unknown and contradictory ones are refused. */
export function parseArguments(args: string[]): StartArguments {
  const { values } = parseArgs({
    args,
    allowPositionals: false,
    allowNegative: true,
    options: {
      port: { type: 'string', default: '4000' },
      memory: { type: 'boolean' },
      data: { type: 'string' },
      demo: { type: 'boolean', default: true },
      currency: { type: 'string', default: 'CNY' },
      zone: { type: 'string', default: 'Asia/Shanghai' },
      verbose: { type: 'boolean', default: false },
    },
  });
  if (values.memory === true && values.data !== undefined) {
    throw new Error('--memory and --data exclude each other.');
  }
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not ${values.port}.`);
  }
  const { demo, currency, zone, verbose } = values;
  return { port, dataDir: values.data, demo, currency, zone, verbose };
}
