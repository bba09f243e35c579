import { crc32 } from 'node:zlib';
import { needsOf } from './dynamodb-needs.ts';
import type { DynamoUpstream, UpstreamAnswer } from './dynamodb-upstream.ts';
import type { Fault } from './faults.ts';
import { parseObject } from './json.ts';
import { cutBatch } from './partial-batch.ts';
import { serviceError } from './service-answer.ts';
import type { LocalService, RawAnswer, ServiceCall } from './services.ts';

/** DynamoDB as functions see it: DynamoDB Local behind grants and faults. */
export function dynamoService(options: {
  upstream: DynamoUpstream;
  region: string;
  account: string;
}): LocalService {
  const prefix = `arn:aws:dynamodb:${options.region}:${options.account}:table/`;
  const tableArn = (name: string) => (name.startsWith('arn:') ? name : `${prefix}${name}`);
  return {
    name: 'dynamodb',
    needs: (call) => needsOf(call, tableArn),
    perform: async (call) => raw(await options.upstream.send(call.headers, call.bytes)),
    performPartly: async (call) => await performPartly(options.upstream, call),
    refuse: (call, fault) => refusal(call, fault),
  };
}

async function performPartly(upstream: DynamoUpstream, call: ServiceCall): Promise<RawAnswer> {
  const batch = cutBatch(call.operation, call.body);
  const answer = await upstream.send(call.headers, Buffer.from(JSON.stringify(batch.body)));
  if (answer.status !== 200) return raw(answer);
  const body = Buffer.from(
    JSON.stringify(batch.complete(parseObject(answer.body.toString('utf8')))),
  );
  // The SDK checks the sum of the bytes, which have just changed.
  return raw({
    ...answer,
    body,
    headers: { ...answer.headers, 'x-amz-crc32': String(crc32(body)) },
  });
}

function raw({ status, headers, body }: UpstreamAnswer): RawAnswer {
  const { connection: _connection, 'keep-alive': _keepAlive, ...kept } = headers;
  return { status, headers: { ...kept, 'content-length': String(body.length) }, body };
}

function refusal({ body }: ServiceCall, { kind }: Fault): ReturnType<typeof serviceError> {
  if (kind === 'throttle') {
    return serviceError('ProvisionedThroughputExceededException', 'The request rate is too high.');
  }
  const items = Array.isArray(body['TransactItems']) ? body['TransactItems'] : [];
  const reasons = items.map((_, position) =>
    position === 0
      ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
      : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return serviceError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}
