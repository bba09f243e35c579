/** What came back: `body` is empty where it was no JSON. */
export interface ServerAnswer {
  readonly status: number;
  // The API's own answers: each reader knows which members it asked for.
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends JSON; a page that is being left does not cut it off. Status 0: nothing came back. */
export const askServer = async (
  method: 'POST' | 'PATCH',
  path: string,
  body: Readonly<Record<string, unknown>>,
): Promise<ServerAnswer> => {
  try {
    const answer = await fetch(path, {
      method,
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json().catch(() => ({})) };
  } catch {
    return { status: 0, body: {} };
  }
};
