import type { Scoring } from './scoring.ts';
import type { DetailFold } from './statistics.ts';

/** Categories used of those that suit. */
export interface Scope {
  readonly share: number;
  readonly used: readonly string[];
  readonly open: readonly string[];
}

/** Scope: categories bought in over those that suit, by the policy or the model's sample; null while none is known. */
export const scopeOf = (
  { policy, model }: Pick<Scoring, 'policy' | 'model'>,
  { categories }: Pick<DetailFold, 'categories'>,
): Scope | null => {
  const suitable = [...new Set(policy.growth.suitableCategories ?? model?.categories ?? [])].sort();
  if (suitable.length === 0) return null;
  const bought = new Set(
    Object.entries(categories).flatMap(([name, { purchases }]) => (purchases > 0 ? [name] : [])),
  );
  const used = suitable.filter((name) => bought.has(name));
  return {
    share: used.length / suitable.length,
    used,
    open: suitable.filter((name) => !bought.has(name)),
  };
};
