/** How often each figure has answers in one part: the edges between the part and the figures. */
export type Shares = ReadonlyMap<string, number>;

type Edges = Map<number, Map<number, number>>;

const connect = (edges: Edges, a: number, b: number, weight: number): void => {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const ends = edges.get(from) ?? new Map<number, number>();
    edges.set(from, ends.set(to, (ends.get(to) ?? 0) + weight));
  }
};

/** Parts and figures are the vertices, an edge has as many answers as lie in both. */
const graphOf = (parts: readonly Shares[]): Edges => {
  const figures = new Map<string, number>();
  const edges: Edges = new Map();
  for (const [part, shares] of parts.entries()) {
    for (const [figure, n] of shares) {
      const vertex = figures.get(figure) ?? parts.length + figures.size;
      figures.set(figure, vertex);
      if (n > 0) connect(edges, part, vertex, n);
    }
  }
  return edges;
};

interface Visit {
  readonly vertex: number;
  /** Answers that join it to what was visited before; 0 where nothing does. */
  readonly joined: number;
}

/** All vertices, always the one next that most joins to those before it. */
const visits = (edges: Edges): readonly Visit[] => {
  const left = new Map([...edges.keys()].map((vertex) => [vertex, 0]));
  const order: Visit[] = [];
  while (left.size > 0) {
    let next: Visit = { vertex: -1, joined: -1 };
    for (const [vertex, joined] of left) if (joined > next.joined) next = { vertex, joined };
    left.delete(next.vertex);
    order.push(next);
    for (const [to, weight] of edges.get(next.vertex) ?? []) {
      const joined = left.get(to);
      if (joined !== undefined) left.set(to, joined + weight);
    }
  }
  return order;
};

/** The graph with neighbours in the order as one vertex where no cut below `least` can part them. */
const contracted = (edges: Edges, order: readonly Visit[], least: number): Edges => {
  const heads = new Map<number, number>();
  let head = -1;
  for (const { vertex, joined } of order) {
    if (joined < least) head = vertex;
    heads.set(vertex, head);
  }
  const joined: Edges = new Map();
  for (const [a, ends] of edges) {
    for (const [b, weight] of ends) {
      const [one, other] = [heads.get(a) ?? a, heads.get(b) ?? b];
      if (a < b && one !== other) connect(joined, one, other, weight);
    }
  }
  return joined;
};

/**
 * Whether some sum of parts less some sum of figures, or the other way round, leaves one to `least` − 1 answers. What is left
 * are the edges of a cut between the vertices that were added up and the others, so this asks for the smallest cut of
 * what hangs together (Stoer and Wagner, Journal of the ACM 44 (1997) 585-591): the last vertex of an order is a cut, and
 * where it is a large one, neighbours that are joined by as much are never parted by a smaller one.
 */
export const hasWeakCut = (parts: readonly Shares[], least: number): boolean => {
  let edges = graphOf(parts);
  while (edges.size > 0) {
    const order = visits(edges);
    const isEnd = (at: number): boolean => (order[at + 1]?.joined ?? 0) === 0;
    if (order.some(({ joined }, at) => isEnd(at) && joined < least)) return true;
    edges = contracted(edges, order, least);
  }
  return false;
};
