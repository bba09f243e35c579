import { Logger } from '@aws-lambda-powertools/logger';
import { askTick } from '../../lib/app/ask-tick.ts';

const logger = new Logger({ serviceName: 'ask' });

/** Every ten minutes: begins waves, asks and reminds. Ticks may overlap, repeat and be cut off. */
export const handler = async (): Promise<void> => {
  const { steps, moved, isCut } = await askTick();
  logger.info('asked', { steps, moved, isCut });
};
