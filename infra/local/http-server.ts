import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { HttpAnswer } from './gateway.ts';

export type Handler = (request: IncomingMessage) => Promise<HttpAnswer>;

/** The one port that people and tests talk to. Until it is given a handler it answers 503. */
export class HttpServer {
  url = '';
  private handler: Handler = async () => jsonAnswer(503, { message: 'Service Unavailable' });
  private readonly server = createServer((request, response) => void this.serve(request, response));

  async listen(port: number): Promise<void> {
    await new Promise<void>((done, failed) => {
      this.server.once('error', (error: NodeJS.ErrnoException) => failed(portError(error, port)));
      this.server.listen(port, '127.0.0.1', done);
    });
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('No port was given.');
    this.url = `http://127.0.0.1:${address.port}`;
  }

  use(handler: Handler): void {
    this.handler = handler;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await this.handler(request).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      return jsonAnswer(500, { message });
    });
    if (response.destroyed) return;
    for (const [name, value] of answer.headers) response.appendHeader(name, value);
    if (answer.status !== 204 && answer.status !== 304 && !response.hasHeader('content-length')) {
      response.setHeader('content-length', answer.body.length);
    }
    response.writeHead(answer.status);
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  }
}

export function jsonAnswer(status: number, body: object): HttpAnswer {
  return {
    status,
    headers: [['content-type', 'application/json']],
    body: Buffer.from(JSON.stringify(body)),
  };
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(`Port ${port} is in use; choose another with --port.`, { cause: error });
}
