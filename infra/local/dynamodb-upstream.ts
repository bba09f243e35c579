import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { JsonObject } from './json.ts';

export type UpstreamAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** The connection to DynamoDB Local, kept open between calls. */
export class DynamoUpstream {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private readonly endpoint: string;
  private readonly authorization: string;

  /** `accessKey` tells databases apart where DynamoDB Local is not shared; whoever calls, it is the same one. */
  constructor(endpoint: string, accessKey: string) {
    this.endpoint = endpoint;
    this.authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0`;
  }

  /** Calls an operation in the runtime's own name: tables, streams. A refusal throws. */
  async call(target: string, body: object): Promise<JsonObject> {
    const answer = await this.send(
      {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
      },
      Buffer.from(JSON.stringify(body)),
    );
    const parsed: JsonObject = JSON.parse(answer.body.toString('utf8'));
    if (answer.status === 200) return parsed;
    throw new DynamoRefusal(String(parsed['__type']).split('#').at(-1) ?? '', target, parsed);
  }

  async send(headers: IncomingHttpHeaders, body: Buffer): Promise<UpstreamAnswer> {
    const { host: _host, connection: _connection, ...kept } = headers;
    return await new Promise((resolve, reject) => {
      const outgoing = request(
        this.endpoint,
        {
          method: 'POST',
          agent: this.agent,
          headers: {
            ...kept,
            authorization: this.authorization,
            'content-length': body.length,
            'accept-encoding': 'identity',
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 500,
              headers: incoming.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** DynamoDB Local refused a call of the runtime itself. */
export class DynamoRefusal extends Error {
  readonly code: string;

  constructor(code: string, target: string, answer: JsonObject) {
    super(`${target} was refused: ${code}: ${String(answer['message'] ?? answer['Message'])}`);
    this.name = 'DynamoRefusal';
    this.code = code;
  }
}
