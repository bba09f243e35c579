import type { Comparison, HoldOut } from '../scoring/evaluation-schema.ts';
import type { Recipe } from '../scoring/recipe.ts';
import { dateToDay } from '../shared/time.ts';
import { transactionModels } from '../value/transaction-models.ts';
import { predictWindow } from './candidates.ts';
import { learnChurn } from './churn-windows.ts';
import { againstPublished, type Published, riskOf } from './comparisons.ts';
import type { Past, WindowCases } from './past.ts';

/** Two recipes to be held against each other on the window of a hold-out. */
export interface RecipeMatch {
  readonly holdOut: HoldOut;
  /** Of the version that is judged. */
  readonly own: Recipe;
  /** Of the model in use. */
  readonly active: Recipe;
  readonly contractGraceDays: number;
}

/** What a recipe says of the window when it is fitted as of the cut; null where the data before that determine nothing. */
const refit = (
  past: Past,
  window: WindowCases,
  { transactions: model, churn }: Recipe,
  { holdOut, contractGraceDays }: RecipeMatch,
): Published | null => {
  const candidate = holdOut.candidates.find((each) => each.model === model);
  if (!candidate || candidate.fit === 'not_identified') return null;
  const evaluator = transactionModels[model].at(candidate.parameters);
  const { purchases, silence } = predictWindow(evaluator, window);
  if (churn === 'transactions') return { purchases, risk: silence };
  const { cutDay, windowDays: horizonDays } = window;
  const lesson = { model, evaluator, horizonDays, contractGraceDays };
  const learnt = learnChurn(past, cutDay, lesson);
  const combined = learnt.kind === 'combined' ? learnt : null;
  return { purchases, risk: riskOf(combined, { evaluator, silence }, window) };
};

const equal: readonly Comparison[] = (['brier', 'mae'] as const).map((measure) => ({
  ...{ against: 'recipe' as const, measure, difference: 0, standardError: 0, loses: false },
}));

/**
 * The recipe of a version against that of the model in use, both fitted as of the cut: a model in use that has seen
 * part of the window knows some of the answers, and no tolerance makes up for that. Equal recipes have nothing to lose
 * to each other. Where the hold-out found the combined risk unfit for publication, neither recipe has it.
 */
export const againstRecipe = (past: Past, match: RecipeMatch): readonly Comparison[] => {
  const { holdOut, own, active } = match;
  const publishable = (recipe: Recipe): Recipe =>
    holdOut.published.churn === 'transactions' ? { ...recipe, churn: 'transactions' } : recipe;
  const [mine, theirs] = [publishable(own), publishable(active)];
  if (mine.transactions === theirs.transactions && mine.churn === theirs.churn) return equal;
  const { cut, days } = holdOut.window;
  const window = past.casesAt({ cutDay: dateToDay(cut), windowDays: days });
  const [first, second] = [mine, theirs].map((recipe) => refit(past, window, recipe, match));
  return first && second ? againstPublished(window, [first, second], 'recipe') : [];
};
