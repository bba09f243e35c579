import type { Need } from './iam.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** A call of DynamoDB in a form that grants and faults can be decided by. */
export type DynamoCall = { operation: string; body: JsonObject };

const transactActions: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/**
 * What IAM would ask for a call: the action on the table or index, item by item for transactions,
 * statement by statement for PartiQL. An operation that is not listed needs a grant of its own name
 * on everything, so it is refused unless somebody may do all.
 */
export function needsOf({ operation, body }: DynamoCall, tableArn: TableArn): Need[] {
  switch (operation) {
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'DescribeTable':
      return [need(operation, tableArn(textOf(body['TableName'])))];
    case 'Query':
    case 'Scan':
      return [need(operation, indexArn(tableArn(textOf(body['TableName'])), body['IndexName']))];
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(objectOf(body['RequestItems'])).map((table) =>
        need(operation, tableArn(table)),
      );
    case 'TransactWriteItems':
      return itemsOf(body['TransactItems']).flatMap((item) =>
        Object.entries(item).map(([kind, part]) =>
          need(transactActions[kind] ?? kind, tableArn(textOf(objectOf(part)['TableName']))),
        ),
      );
    case 'TransactGetItems':
      return itemsOf(body['TransactItems']).map((item) =>
        need('GetItem', tableArn(textOf(objectOf(item['Get'])['TableName']))),
      );
    case 'ExecuteStatement':
      return [statementNeed(textOf(body['Statement']), tableArn)];
    case 'BatchExecuteStatement':
      return itemsOf(body['Statements']).map((row) =>
        statementNeed(textOf(row['Statement']), tableArn),
      );
    case 'ExecuteTransaction':
      return itemsOf(body['TransactStatements']).map((row) =>
        statementNeed(textOf(row['Statement']), tableArn),
      );
    default:
      return [need(operation, '*')];
  }
}

type TableArn = (nameOrArn: string) => string;

const quotedOrPlain = '(?:"([^"]+)"|([\\w-]+))';
const partiQlTable = new RegExp(
  `\\b(?:from|into|update)\\s+${quotedOrPlain}(?:\\.${quotedOrPlain})?`,
  'i',
);

/** PartiQL names its table after FROM, INTO or UPDATE; an index follows it after a dot. */
function statementNeed(statement: string, tableArn: TableArn): Need {
  const verb = /^\s*(select|insert|update|delete)\b/i.exec(statement)?.[1] ?? 'unknown';
  const names = partiQlTable.exec(statement) ?? [];
  const table = names[1] ?? names[2] ?? '';
  const operation = `PartiQL${verb.slice(0, 1).toUpperCase()}${verb.slice(1).toLowerCase()}`;
  return need(operation, indexArn(tableArn(table), names[3] ?? names[4]));
}

function need(operation: string, resource: string): Need {
  return { action: `dynamodb:${operation}`, resource };
}

function indexArn(table: string, index: Json | undefined): string {
  return typeof index === 'string' ? `${table}/index/${index}` : table;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function itemsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
