/** A path of an HTTP API with its parameters, ready to match. */
export type PathPattern = {
  expression: RegExp;
  names: string[];
  /** Per segment: 0 fixed, 1 parameter, 2 greedy. Fewer is more specific, decided from the left. */
  ranks: number[];
};

/** Compiles `/v1/customers/{customerId}` or `/files/{path+}`. */
export function pathPattern(path: string): PathPattern {
  const segments = path.split('/').slice(1).map(segmentOf);
  return {
    expression: new RegExp(`^${segments.map(({ source }) => `/${source}`).join('')}$`),
    names: segments.flatMap(({ name }) => (name === undefined ? [] : [name])),
    ranks: segments.map(({ rank }) => rank),
  };
}

/** The parameters of a path that fits the pattern, otherwise undefined. */
export function parametersOf(
  pattern: PathPattern,
  path: string,
): Record<string, string> | undefined {
  const values = pattern.expression.exec(path)?.slice(1);
  return values && Object.fromEntries(values.map((value, at) => [pattern.names[at] ?? '', value]));
}

/** Sorts the more specific pattern first. */
export function compareSpecificity(one: PathPattern, other: PathPattern): number {
  const at = one.ranks.findIndex((rank, position) => rank !== other.ranks[position]);
  return (one.ranks[at] ?? 0) - (other.ranks[at] ?? 0);
}

function segmentOf(segment: string): { source: string; rank: number; name?: string } {
  const parameter = /^\{([^}+]+)(\+?)\}$/.exec(segment);
  const name = parameter?.[1];
  if (name === undefined) return { source: segment.replaceAll(/[^\w]/g, '\\$&'), rank: 0 };
  return parameter?.[2] === '+'
    ? { source: '(.+)', rank: 2, name }
    : { source: '([^/]+)', rank: 1, name };
}
