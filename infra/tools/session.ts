/** Where a tool talks to, and as whom. */
export interface Session {
  readonly baseUrl: string;
  readonly token: string;
}

export const defaultUrl = 'http://127.0.0.1:4000';

/**
 * A token from CLIENTELE_TOKEN, else from the laptop's own issuer. Throws with one sentence that
 * says what to do when neither is there.
 */
export const openSession = async (
  url: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Session> => {
  const baseUrl = url.replace(/\/+$/, '');
  const given = environment['CLIENTELE_TOKEN'];
  if (given) return { baseUrl, token: given };
  const answer = await fetch(`${baseUrl}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'admin' }),
  }).catch((error: unknown) => {
    throw new Error(
      `${baseUrl} does not answer: start it with \`npm start\`, or name another with --url.`,
      {
        cause: error,
      },
    );
  });
  if (!answer.ok) {
    throw new Error(`${baseUrl} gives out no tokens: set CLIENTELE_TOKEN to one of its issuer.`);
  }
  const { token } = (await answer.json()) as { token: string };
  return { baseUrl, token };
};
