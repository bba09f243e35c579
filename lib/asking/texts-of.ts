import { followUpTexts } from './message-texts.ts';
import type { CaseQuestionStore, DueMessage, WaveState } from './ports.ts';
import type { MessageTexts } from './render-message.ts';

interface TextPorts {
  readonly findWave: (waveId: string) => Promise<WaveState | undefined>;
  readonly isAwaited: CaseQuestionStore['isAwaited'];
}

/** What a message says: the texts of its wave, or those that ask whether it is better now; undefined where nobody waits for an answer any more. */
export const textsOf =
  ({ findWave, isAwaited }: TextPorts) =>
  async ({ origin, invitationId }: DueMessage): Promise<MessageTexts | undefined> => {
    switch (origin.kind) {
      case 'wave':
        return (await findWave(origin.waveId))?.wave.definition;
      case 'case':
        return (await isAwaited(origin.caseId, invitationId)) ? followUpTexts : undefined;
    }
  };
