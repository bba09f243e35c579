import { isObject, type Json, type JsonObject } from './json.ts';

/** A batch of which only a part reaches the service, and how the answer tells of the rest. */
export type PartialBatch = { body: JsonObject; complete: (answer: JsonObject) => JsonObject };

/** Cuts a batch in half: every second entry, beginning with the second, is left unprocessed. */
export function cutBatch(operation: string, body: JsonObject): PartialBatch {
  switch (operation) {
    case 'BatchGetItem':
      return cutByTable(body, 'UnprocessedKeys', (row) => {
        const { Keys, ...rest } = isObject(row) ? row : {};
        const { kept, cut } = halves(Keys);
        return { kept: { ...rest, Keys: kept }, cut: { ...rest, Keys: cut }, left: cut.length };
      });
    case 'BatchWriteItem':
      return cutByTable(body, 'UnprocessedItems', (row) => {
        const { kept, cut } = halves(row);
        return { kept, cut, left: cut.length };
      });
    case 'BatchExecuteStatement':
      return cutList(body, ['Statements', 'Responses'], {
        Error: { Code: 'ThrottlingError', Message: 'Throughput exceeds the current capacity.' },
      });
    default:
      throw new Error(`${operation} is not a batch.`);
  }
}

type Cut = { kept: Json; cut: Json; left: number };

function cutByTable(
  body: JsonObject,
  member: 'UnprocessedKeys' | 'UnprocessedItems',
  cutRow: (row: Json) => Cut,
): PartialBatch {
  const tables = Object.entries(isObject(body['RequestItems']) ? body['RequestItems'] : {});
  const cuts = tables.map(([table, row]) => ({ table, ...cutRow(row) }));
  const unprocessed = cuts.filter(({ left }) => left > 0).map(({ table, cut }) => [table, cut]);
  return {
    body: {
      ...body,
      RequestItems: Object.fromEntries(cuts.map(({ table, kept }) => [table, kept])),
    },
    complete: (answer) => ({ ...answer, [member]: Object.fromEntries(unprocessed) }),
  };
}

/** The answer lists one entry per entry of the request; those that were cut get `failure`. */
export function cutList(
  body: JsonObject,
  [requested, answered]: [string, string],
  failure: JsonObject,
): PartialBatch {
  const all = listOf(body[requested]);
  return {
    body: { ...body, [requested]: halves(all).kept },
    complete: (answer) => {
      const given = listOf(answer[answered]);
      const entries = all.map((_, at) => (at % 2 === 1 ? failure : (given[at / 2] ?? null)));
      return { ...answer, [answered]: entries };
    },
  };
}

function halves(value: Json | undefined): { kept: Json[]; cut: Json[] } {
  const all = listOf(value);
  return { kept: all.filter((_, at) => at % 2 === 0), cut: all.filter((_, at) => at % 2 === 1) };
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
