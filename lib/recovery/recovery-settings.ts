import * as z from 'zod';
import { questionChannels } from '../asking/route-question.ts';

const minutes = z.int().min(1).max(525_600);
const Standard = z
  .strictObject({
    contactWithinMinutes: minutes.meta({ description: 'From the signal to the first contact.' }),
    resolveWithinMinutes: minutes.meta({
      description: 'From the first contact to the resolution.',
    }),
  })
  .meta({ id: 'RecoveryStandard' });
export type Standard = z.infer<typeof Standard>;

const Owners = z.array(z.string().min(1).max(128)).max(100);
const byTier = <T extends z.ZodType>(each: T) =>
  z.strictObject({
    default: each.meta({ description: 'Where the tier has no row of its own, or there is none.' }),
    tiers: z.record(z.string().min(1).max(40), each).meta({ description: 'By value tier.' }),
  });
const bound = (low: number, high: number) => z.int().min(low).max(high).nullable();

/** When a case is opened, who gets it, and until when what is due. */
export const RecoverySettings = z
  .strictObject({
    enabled: z.boolean(),
    triggers: z
      .strictObject({
        npsAtMost: bound(0, 10),
        csatAtMost: bound(1, 5),
        cesAtMost: bound(1, 7),
        ratingAtMost: bound(1, 5).meta({
          description:
            'Of reviews, mentions and interviews. What is older than 30 days when it is recorded opens no case.',
        }),
        angryText: z.boolean(),
      })
      .meta({ description: 'Scores up to these open a case; null: that score never does.' }),
    standards: byTier(Standard),
    owners: byTier(Owners).meta({
      description:
        'Subjects of the staff who take cases; of several each gets an even share. Nobody: the case waits without owner.',
    }),
    followUp: z
      .strictObject({
        surveyId: z.string().min(1).max(64),
        expiresAfterDays: z.int().min(1).max(365),
        channel: z.enum(questionChannels).default('preferred').meta({
          description:
            '`email`: mailed by this suite. `preferred`: by the channel that the customer prefers; what is not e-mail is for a sender of your own. `bus`: everything is. `by_hand`: staff bring the link. Whoever withdrew consent or cannot be reached is left to staff in any case; quiet hours are kept, the fatigue guard has no say.',
        }),
      })
      .nullable()
      .meta({
        description:
          'An open identified survey that asks whether it is better now, by personal link when a case is resolved. Its first recommendation, satisfaction or ease score decides: above the trigger the customer is recovered, otherwise the case opens again. Null: staff close cases.',
      }),
  })
  .meta({ id: 'RecoverySettings' });
export type RecoverySettings = z.infer<typeof RecoverySettings>;

const day = 1_440;

/** The settings of a new deployment: detractors (0 to 6), the lower two of five, the lower three of seven. */
export const defaultRecoverySettings: RecoverySettings = {
  enabled: true,
  triggers: { npsAtMost: 6, csatAtMost: 2, cesAtMost: 3, ratingAtMost: 2, angryText: true },
  standards: {
    default: { contactWithinMinutes: 2 * day, resolveWithinMinutes: 7 * day },
    tiers: {
      high: { contactWithinMinutes: 240, resolveWithinMinutes: 2 * day },
      mid: { contactWithinMinutes: day, resolveWithinMinutes: 5 * day },
    },
  },
  owners: { default: [], tiers: {} },
  followUp: null,
};

/** The row of a tier, or the default one. */
export const ofTier = <T>(
  {
    default: fallback,
    tiers,
  }: { readonly default: T; readonly tiers: Readonly<Record<string, T>> },
  tier: string | null,
): T => (tier !== null && Object.hasOwn(tiers, tier) ? (tiers[tier] ?? fallback) : fallback);
