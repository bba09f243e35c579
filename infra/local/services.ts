import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultCall, Faults } from './faults.ts';
import type { Functions, LambdaFunction } from './functions.ts';
import type { Access, Need } from './iam.ts';
import { isObject, type JsonObject } from './json.ts';
import { accessDenied, type ServiceAnswer, serviceError, writeAnswer } from './service-answer.ts';

/** A call of an AWS service by one of the functions. */
export type ServiceCall = {
  caller: LambdaFunction;
  operation: string;
  body: JsonObject;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
};

/** An answer that is passed through byte by byte. */
export type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** One AWS service, served locally. */
export type LocalService = {
  name: FaultCall['service'];
  /** The grants that IAM would ask for. */
  needs: (call: ServiceCall) => Need[];
  perform: (call: ServiceCall) => Promise<ServiceAnswer | RawAnswer>;
  /** Performs half of a batch; only for services with batches. */
  performPartly?: (call: ServiceCall) => Promise<ServiceAnswer | RawAnswer>;
  /** How the service says that it throttles, or that a transaction met another. */
  refuse: (call: ServiceCall, fault: Fault) => ServiceAnswer;
};

/** How often a function called an operation. */
export type Usage = { caller: string; service: string; operation: string; calls: number };

/** Operations of services that speak REST: method and path, then what they name. */
const restOperations: Record<string, readonly [LocalService['name'], string]> = {
  'POST /v2/email/outbound-emails': ['ses', 'SendEmail'],
};

/** The target prefixes of the JSON protocol, and the service behind each. */
const targets: Record<string, LocalService['name']> = {
  DynamoDB_20120810: 'dynamodb',
  AWSEvents: 'events',
  AWSStepFunctions: 'states',
  secretsmanager: 'secretsmanager',
};

/**
 * The one endpoint that all AWS clients of the functions talk to. It knows the caller by the access
 * key id, asks the caller's role, injects faults, counts, and hands the call to the service.
 */
export class Services {
  readonly faults: Faults;
  private readonly access: Access;
  private readonly functions: () => Functions;
  private readonly services = new Map<string, LocalService>();
  private readonly counts = new Map<string, Usage>();
  private readonly server = createServer({ keepAliveTimeout: 60_000 });

  constructor(options: { access: Access; faults: Faults; functions: () => Functions }) {
    this.access = options.access;
    this.faults = options.faults;
    this.functions = options.functions;
    this.server.on('request', (request, response) => void this.serve(request, response));
  }

  add(service: LocalService): void {
    this.services.set(service.name, service);
  }

  /** Starts to listen on a free port and gives the endpoint. */
  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    const address = this.server.address();
    if (!isObject(address)) throw new Error('The local services got no port.');
    return `http://127.0.0.1:${String(address['port'])}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  usage(): Usage[] {
    return [...this.counts.values()];
  }

  resetUsage(): void {
    this.counts.clear();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      await this.dispatch(request, Buffer.concat(chunks), response);
    } catch (error) {
      if (response.destroyed) return;
      const message = error instanceof Error ? error.message : String(error);
      writeAnswer(response, serviceError('InternalServerError', message));
    }
  }

  private async dispatch(
    request: IncomingMessage,
    bytes: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const [prefix = '', target = ''] = String(request.headers['x-amz-target']).split('.');
    const rest = restOperations[`${request.method} ${request.url}`];
    const [name, operation] = rest ?? [targets[prefix], target];
    const service = this.services.get(name ?? '');
    if (service === undefined) {
      const message = `The local runtime does not serve ${request.method} ${request.url} ${prefix}.`;
      return writeAnswer(response, serviceError('UnknownOperationException', message));
    }
    const caller = this.functions().find(callerId(request.headers));
    if (caller === undefined) {
      const message = 'The security token included in the request is invalid.';
      return writeAnswer(response, serviceError('UnrecognizedClientException', message));
    }
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    const body = isObject(parsed) ? parsed : {};
    const call = { caller, operation, body, headers: request.headers, bytes };
    this.count(service, call);
    await this.answer(service, call, response);
  }

  private async answer(
    service: LocalService,
    call: ServiceCall,
    response: ServerResponse,
  ): Promise<void> {
    const denied = service
      .needs(call)
      .find((need) => !this.access.allows(call.caller.roleArn, need));
    if (denied !== undefined) {
      return writeAnswer(response, accessDenied(call.caller.id, denied.action, denied.resource));
    }
    const fault = this.faults.strike({
      caller: call.caller.id,
      service: service.name,
      operation: call.operation,
      body: call.body,
    });
    if (fault?.kind === 'throttle' || fault?.kind === 'conflict') {
      return writeAnswer(response, service.refuse(call, fault));
    }
    const partly = fault?.kind === 'partial' ? service.performPartly : undefined;
    const answer = await (partly ?? service.perform)(call);
    if (fault?.kind === 'late') await sleep(fault.delayMs ?? 1_000);
    if (fault?.kind === 'lostReply') return void response.destroy();
    if (fault?.kind === 'error') {
      return writeAnswer(response, serviceError('InternalServerError', 'Internal server error'));
    }
    if (!('headers' in answer)) return writeAnswer(response, answer);
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  }

  private count({ name }: LocalService, { caller, operation }: ServiceCall): void {
    const key = `${caller.id} ${name} ${operation}`;
    const usage = this.counts.get(key) ?? { caller: caller.id, service: name, operation, calls: 0 };
    this.counts.set(key, { ...usage, calls: usage.calls + 1 });
  }
}

/** The signature itself is not checked: everything here listens on this machine only. */
function callerId(headers: IncomingHttpHeaders): string {
  return /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
}
