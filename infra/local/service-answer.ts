import type { ServerResponse } from 'node:http';
import type { Json } from './json.ts';

/** An answer of a local AWS service in the JSON protocol. */
export type ServiceAnswer = { status: number; body: Json };

/** An error of an AWS service: SDKs read its name from `__type`. */
export function serviceError(type: string, message: string, more: object = {}): ServiceAnswer {
  // `message` and `Message` are both in use among the services.
  const body = { __type: `com.amazonaws.local#${type}`, message, Message: message, ...more };
  return { status: type === 'InternalServerError' ? 500 : 400, body };
}

export function accessDenied(caller: string, action: string, resource: string): ServiceAnswer {
  return serviceError(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: ${action} on resource: ${resource}`,
  );
}

export function writeAnswer(response: ServerResponse, { status, body }: ServiceAnswer): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(body));
}
