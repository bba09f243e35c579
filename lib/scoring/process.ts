import type { Activity, Stage } from './classes.ts';
import type { processes } from './scorecard-schema.ts';

export type Process = (typeof processes)[number];

const byStage: Readonly<Record<Stage, Process>> = {
  prospect: 'acquire',
  first: 'nurture',
  repeat: 'convert',
  loyal: 'maintain',
};

/** What the relationship calls for: by stage; a lost customer has to be won again. */
export const processOf = (stage: Stage, activity: Activity): Process =>
  activity === 'lost' ? 'acquire' : byStage[stage];
