import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { StartNight } from '../../runs/ports.ts';

/**
 * Starts the nightly state machine. The execution is named after the run, so a repeat either returns
 * the one that is running or is told that it existed: both mean that the run was started.
 */
export const startNight = (stateMachineArn: () => string): StartNight => {
  let client: SFNClient | undefined;
  return async (input) => {
    client ??= new SFNClient({});
    try {
      await client.send(
        new StartExecutionCommand({
          stateMachineArn: stateMachineArn(),
          name: input.runId,
          input: JSON.stringify(input),
        }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };
};
