import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { publisher } from '../adapters/eventbridge/publisher.ts';
import { messageSource } from '../contract/messages.ts';
import { env } from './env.ts';

/** Publishes on the deployment's bus. */
export const publish = publisher(new EventBridgeClient({ maxAttempts: 5 }), {
  source: messageSource,
  busName: () => env('BUS_NAME'),
});
