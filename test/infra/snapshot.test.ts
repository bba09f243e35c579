import { expect, it } from 'vitest';
import { metaRoutes } from '../../lib/contract/routes/meta.ts';
import { deployed } from './deployed.ts';

/** Hashes of code change with every commit and say nothing about the infrastructure. */
const withoutHashes = (template: unknown): string =>
  JSON.stringify(template, null, 2).replaceAll(/\b[0-9a-f]{64}\b/g, '<hash>');

const deployment = deployed({ routes: Object.values(metaRoutes) });

it.each(['ClienteleData', 'ClienteleIdentity', 'ClienteleSuite'])(
  'changes nothing in %s unnoticed',
  async (name) => {
    // A few routes stand for all: those of the contract are asserted one by one elsewhere.
    const { templates } = await deployment;
    await expect(withoutHashes(templates[name])).toMatchFileSnapshot(
      `__snapshots__/${name}.template.json`,
    );
  },
);
