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

it('looks at a bounded number of those under way, says so, and reads the closed ones all the same', async () => {
  const at = '2027-03-02T01:00:00.000Z';
  const active = Array.from({ length: 250 }, (_, index) =>
    opened({ id: `cas_active_${index}`, openedAt: at }),
  );
  const closed = opened({
    id: 'cas_done',
    openedAt: at,
    status: 'closed',
    closedAt: at,
    dueAt: null,
  });
  const TableName = database.table('customers');
  await Promise.all(
    [...active, closed].map((found) =>
      database.client.send(new PutCommand({ TableName, Item: caseItem(found) })),
    ),
  );
  const window = { from: at, to: '2027-03-03T01:00:00.000Z', max: 1_000 };
  const some = await casesOpened(database, 200)(window);
  expect(some.complete).toBe(false);
  expect(some.cases).toHaveLength(201);
  expect(some.cases.some(({ id }) => id === closed.id)).toBe(true);
  const all = await casesOpened(database, 250)(window);
  expect([all.complete, all.cases.length]).toEqual([true, 251]);
});
