import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const lib = resolve(import.meta.dirname, '../../lib');
const layers = new Set(['contract', 'adapters', 'app']);

/** Which contexts a context imports, from the import statements of its files. */
const readGraph = async (): Promise<Map<string, Set<string>>> => {
  const graph = new Map<string, Set<string>>();
  for await (const file of glob('*/**/*.ts', { cwd: lib })) {
    const [context = ''] = file.split('/');
    if (layers.has(context)) continue;
    const targets = graph.get(context) ?? new Set();
    const source = await readFile(join(lib, file), 'utf8');
    for (const [, specifier = ''] of source.matchAll(/from '(\.[^']+)'/g)) {
      const [target = ''] = join(file, '..', specifier).split('/');
      if (target !== context) targets.add(target);
    }
    graph.set(context, targets);
  }
  return graph;
};

/** The first path that comes back to where it started. */
const findCycle = (
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  path: readonly string[],
): readonly string[] | undefined => {
  for (const next of graph.get(path.at(-1) ?? '') ?? []) {
    if (path.includes(next)) return [...path.slice(path.indexOf(next)), next];
    const found = findCycle(graph, [...path, next]);
    if (found) return found;
  }
  return undefined;
};

it('finds a planted cycle of contexts', () => {
  const planted = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['b'])],
  ]);
  expect(findCycle(planted, ['a'])).toEqual(['b', 'c', 'b']);
});

it('has no cycle between contexts, which Biome sees between files only', async () => {
  const graph = await readGraph();
  expect(graph.size).toBeGreaterThan(3);
  const cycles = [...graph.keys()].map((context) => findCycle(graph, [context])).filter(Boolean);
  expect(cycles).toEqual([]);
});

it('lets lib/shared import no context', async () => {
  expect((await readGraph()).get('shared')).toEqual(new Set());
});
