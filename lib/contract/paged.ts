interface ListAnswer<T> {
  readonly body: { readonly data: readonly T[]; readonly nextCursor: string | null };
}

/**
 * Every item of a list, page after page: `paged((cursor) => client.listRuns({ query: { cursor } }))`.
 * A page may be short, even empty, and still have a next one.
 */
export async function* paged<T>(
  page: (cursor: string | undefined) => Promise<ListAnswer<T>>,
): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined;
  do {
    const { body } = await page(cursor);
    yield* body.data;
    cursor = body.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
