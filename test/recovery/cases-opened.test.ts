import { BatchGetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { caseItem } from '../../lib/adapters/dynamodb/case-item.ts';
import { casesOpened } from '../../lib/adapters/dynamodb/case-list.ts';
import { database } from '../../lib/app/base.ts';
import { customersApi } from '../http/support/customers.ts';
import { opened } from './sample-case.ts';

customersApi();

it('an old window of a report reads no case that was opened since', async () => {
  const closedOn = (date: string) => {
    const at = `${date}T01:00:00.000Z`;
    return opened({ id: `cse_${date}`, openedAt: at, status: 'closed', closedAt: at, dueAt: null });
  };
  const dates = ['2026-02-27', '2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
  for (const found of dates.map(closedOn))
    await database.client.send(
      new PutCommand({ TableName: database.table('customers'), Item: caseItem(found) }),
    );
  const read: unknown[] = [];
  const client = Object.create(database.client, {
    send: {
      value: (command: Parameters<typeof database.client.send>[0]) => {
        if (command instanceof BatchGetCommand)
          read.push(...Object.values(command.input.RequestItems ?? {}).flatMap(({ Keys }) => Keys));
        return database.client.send(command);
      },
    },
  });
  const window = { from: '2026-03-01T01:00:00.000Z', to: '2026-03-02T01:00:00.000Z', max: 10 };
  const { cases, complete } = await casesOpened({ ...database, client })(window);
  expect(cases.map(({ id }) => id)).toEqual(['cse_2026-03-01']);
  expect(complete).toBe(true);
  expect(JSON.stringify(read)).not.toMatch(/2026-03-0[234]/);
});
