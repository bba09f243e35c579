import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Instant } from '../../shared/time.ts';

/** What goes on the bus: the detail type and the detail. */
export interface BusMessage {
  readonly type: string;
  readonly message: { readonly occurredAt: Instant };
}

/**
 * Publishes messages in their order and says how many of the first ones are on the bus for sure. It
 * stops at the first that the bus refused; of those behind it some may have been taken.
 */
export type Publish = (messages: readonly BusMessage[]) => Promise<number>;

/** Entries that one call takes. Ten of ours are far below the 256 kB that it takes too: they carry ids only. */
const entriesMax = 10;

export const publisher = (
  client: EventBridgeClient,
  { source, busName }: { readonly source: string; readonly busName: () => string },
): Publish => {
  const put = async (messages: readonly BusMessage[]): Promise<number> => {
    const { Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: messages.map(({ type, message }) => ({
          EventBusName: busName(),
          Source: source,
          DetailType: type,
          Detail: JSON.stringify(message),
          Time: new Date(message.occurredAt),
        })),
      }),
    );
    const refused = messages.findIndex((_, index) => Entries[index]?.EventId === undefined);
    return refused < 0 ? messages.length : refused;
  };
  return async (messages) => {
    for (let start = 0; start < messages.length; start += entriesMax) {
      const chunk = messages.slice(start, start + entriesMax);
      const taken = await put(chunk);
      if (taken < chunk.length) return start + taken;
    }
    return messages.length;
  };
};
