import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTables, type TestTables } from './dynamodb.ts';

/** The secret of every test deployment. */
export const testSecret = 'a secret that only tests know';

/** What Secrets Manager answers to GetSecretValue, on loopback. */
const serveSecret = async (): Promise<Server> => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ Name: 'test', SecretString: testSecret }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

export interface TestEnvironment {
  readonly tables: TestTables;
  readonly close: () => Promise<void>;
}

/**
 * Gives this test file what a deployed function finds in its environment: four tables of its own, the
 * secret and the business. The SDK reads the environment at the first call, so this may follow the imports.
 */
export const openEnvironment = async (
  more: Readonly<Record<string, string>> = {},
): Promise<TestEnvironment> => {
  const tables = await createTables();
  const server = await serveSecret();
  const { port } = server.address() as AddressInfo; // A TCP server that listens has one.
  Object.assign(process.env, {
    ...tables.env,
    AWS_REGION: tables.config.region,
    AWS_ACCESS_KEY_ID: tables.config.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: tables.config.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: tables.config.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}`,
    SECRET_ID: 'test',
    CURRENCY: 'CNY',
    ZONE: 'Asia/Shanghai',
    ...more,
  });
  return {
    tables,
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await tables.drop();
    },
  };
};
