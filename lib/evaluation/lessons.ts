import { cutWindows } from '../churn/cut-windows.ts';
import type { Evaluation, MissingForHoldOut } from '../scoring/evaluation-schema.ts';
import type { Lessons } from '../scoring/lessons.ts';
import type { Recipe } from '../scoring/recipe.ts';
import { dateToDay } from '../shared/time.ts';
import { transactionModels } from '../value/transaction-models.ts';
import { againstRecipe } from './against-recipe.ts';
import { inputsOf } from './candidates.ts';
import { chooseModel } from './choose-model.ts';
import { learnChurn, withoutSignals } from './churn-windows.ts';
import { hasSeen } from './comparisons.ts';
import { type HoldOutOutcome, type HoldOutSettings, holdOutOf } from './hold-out.ts';
import type { Past } from './past.ts';
import { evaluateRenewals, learnRenewals } from './renewals.ts';
import { validate } from './validation.ts';

export interface LessonSettings extends HoldOutSettings {
  /** No purchase in so many days is churn. */
  readonly horizonDays: number;
}

/** Two windows of two weeks: less cannot be cut into a past and a future. */
const daysMin = 28;

const tooShort = ({ firstDay, lastDay }: Past): MissingForHoldOut => ({
  what: 'days',
  has: Math.max(0, lastDay - firstDay + 1),
  needs: daysMin,
});

/** The last complete window of the past, held against the procedure as of its cut. */
const evaluateLastWindow = (past: Past, settings: LessonSettings): HoldOutOutcome => {
  const { holdOut } = cutWindows(past, settings.horizonDays);
  if (holdOut === null) return { holdOut: null, missing: [tooShort(past)] };
  return holdOutOf(past, holdOut, settings);
};

/** What is known of a version with this recipe: the hold-out, and how it stands against the recipe of the model in use. */
const evaluateRecipe = (
  past: Past,
  { holdOut, missing }: HoldOutOutcome,
  {
    settings: { active, contractGraceDays },
    recipe: own,
  }: { readonly settings: LessonSettings; readonly recipe: Recipe | null },
): Pick<Evaluation, 'holdOut' | 'missing'> => {
  if (!holdOut || !own || !active || !hasSeen(active, dateToDay(holdOut.window.cut)))
    return { holdOut, missing: [...missing] };
  const match = { holdOut, own, active: active.recipe, contractGraceDays };
  const comparisons = [...holdOut.comparisons, ...againstRecipe(past, match)];
  return { holdOut: { ...holdOut, comparisons }, missing: [] };
};

/**
 * What the ledgers teach as of the last day of the past: the choice among candidates by the last quarter of the data,
 * the churn model, and how all of this would have done on the last complete window. Where the combined churn model
 * lost there, P(no purchase) of the transaction model is published.
 */
export const lessonsOf = (past: Past, settings: LessonSettings): Lessons => {
  const { lastDay } = past;
  const outcome = evaluateLastWindow(past, settings);
  const validation = validate(past, lastDay, settings.horizonDays);
  const { cases } = past.casesAt({ cutDay: lastDay, windowDays: 0 });
  const combinedLost = outcome.holdOut?.published.churn === 'transactions';
  return {
    regularity: cases.map((each) => inputsOf(each, lastDay, settings.currencyExponent)),
    choose: (fits) => chooseModel(fits, validation, settings.wanted),
    churn: ({ model, parameters }) => {
      const evaluator = transactionModels[model].at(parameters);
      const { horizonDays, contractGraceDays } = settings;
      const lesson = { model, evaluator, horizonDays, contractGraceDays };
      const churn = learnChurn(past, lastDay, lesson);
      return combinedLost ? withoutSignals(churn) : churn;
    },
    renewals: () => learnRenewals(past, lastDay, settings),
    evaluate: (recipe) => ({
      ...evaluateRecipe(past, outcome, { settings, recipe }),
      renewals: evaluateRenewals(past, settings),
    }),
  };
};
