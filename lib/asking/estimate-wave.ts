import type { ListKeys } from '../customers/ports.ts';
import { businessDay, dayToDate, type Instant } from '../shared/time.ts';
import type { AskingSettings } from './asking-settings.ts';
import { contactableFrom } from './contact-rules.ts';
import { reasonAgainst } from './judge-contact.ts';
import { audiencePlan, isInAudience } from './match-audience.ts';
import type { HadEvent, LoadContacts, LoadScores } from './ports.ts';
import type { SkipReason } from './recipient.ts';
import { tallyReasons } from './select-recipients.ts';
import type { Sample, WaveEstimateRequest } from './wave.ts';

export interface EstimatePorts {
  readonly listKeys: ListKeys;
  readonly contacts: LoadContacts;
  readonly scores: LoadScores;
  readonly hadEvent: HadEvent;
  readonly settings: () => Promise<AskingSettings>;
  readonly zone: () => string;
}

export interface WaveEstimate {
  /** Customers that were looked at. */
  readonly considered: number;
  /** Whether those were all. */
  readonly isComplete: boolean;
  readonly audience: number;
  readonly eligible: number;
  /** Of the eligible: how many the sample would draw. */
  readonly expected: number;
  /** Of the eligible: how many would wait for the end of quiet hours. */
  readonly waiting: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
}

/** Customers that one estimate looks at: some seconds' reading. */
const consideredMax = 2_000;
const loadedMax = 100;

const expectedOf = (eligible: number, sample: Sample): number =>
  'size' in sample ? Math.min(eligible, sample.size) : Math.round(eligible * sample.share);

/** Who would be asked now, and why others not: of the first customers of the audience, without a draw. */
export const estimateWave =
  (ports: EstimatePorts) =>
  async (request: WaveEstimateRequest, now: Instant): Promise<WaveEstimate> => {
    const [settings, zone] = [await ports.settings(), ports.zone()];
    const look = judging(ports, { request, settings, now, zone });
    const { driver } = audiencePlan(request.audience);
    const verdicts: Verdict[] = [];
    let ids: string[] = [];
    let [considered, isComplete] = [0, true];
    for await (const { customerId } of ports.listKeys(driver, { hint: consideredMax })) {
      if (considered === consideredMax) {
        isComplete = false;
        break;
      }
      considered += 1;
      ids.push(customerId);
      if (ids.length < loadedMax) continue;
      verdicts.push(...(await look(ids)));
      ids = [];
    }
    verdicts.push(...(await look(ids)));
    const eligible = verdicts.filter(({ reason }) => reason === null);
    return {
      considered,
      isComplete,
      audience: verdicts.length,
      eligible: eligible.length,
      expected: expectedOf(eligible.length, request.sample),
      waiting: eligible.filter(({ isQuiet }) => isQuiet).length,
      skipped: tallyReasons(verdicts.flatMap(({ reason }) => reason ?? [])),
    };
  };

interface Verdict {
  readonly reason: SkipReason | null;
  readonly isQuiet: boolean;
}

interface Rules {
  readonly request: WaveEstimateRequest;
  readonly settings: AskingSettings;
  readonly now: Instant;
  readonly zone: string;
}

const judging =
  (ports: EstimatePorts, { request, settings, now, zone }: Rules) =>
  async (customerIds: readonly string[]): Promise<readonly Verdict[]> => {
    if (customerIds.length === 0) return [];
    const [contacts, scores] = await Promise.all([
      ports.contacts(customerIds),
      ports.scores(customerIds),
    ]);
    const occurrence = dayToDate(businessDay(now, zone));
    const { audience, channel } = request;
    const belongs = isInAudience(ports.hadEvent, { audience, occurrence, schedule: {} });
    const verdicts = customerIds.map(async (id): Promise<readonly Verdict[]> => {
      const contact = contacts.get(id);
      if (!contact) return [];
      const { customer } = contact;
      if (!(await belongs({ customer, score: scores.get(id) }))) return [];
      const isQuiet = contactableFrom(customer, now, { settings, zone }) !== null;
      return [{ reason: reasonAgainst(contact, { settings, channel, now }), isQuiet }];
    });
    return (await Promise.all(verdicts)).flat();
  };
