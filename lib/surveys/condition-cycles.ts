import type { Branching } from './branching.ts';
import { questionsOf } from './condition-tests.ts';

/** Everything that can be reached from a question by its condition, and theirs, and so on. */
const reachableFrom = (
  id: string,
  references: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> => {
  const reached = new Set<string>();
  const waiting = [...(references.get(id) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(references.get(next) ?? []));
  }
  return reached;
};

/** Groups of questions whose conditions wait for each other, a question that waits for itself included. */
export const cyclesOf = (questions: readonly Branching[]): readonly (readonly string[])[] => {
  const references = new Map(questions.map(({ id, showIf }) => [id, questionsOf(showIf)]));
  const reached = new Map(questions.map(({ id }) => [id, reachableFrom(id, references)] as const));
  const cycles: string[][] = [];
  for (const { id } of questions) {
    if (!reached.get(id)?.has(id) || cycles.some((cycle) => cycle.includes(id))) continue;
    const others = [...references.keys()];
    cycles.push(
      others.filter((other) => reached.get(id)?.has(other) && reached.get(other)?.has(id)),
    );
  }
  return cycles;
};
