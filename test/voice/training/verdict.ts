/** How a classifier did: `score` above the middle means positive. */
export interface Judged {
  readonly score: number;
  readonly positive: boolean;
}

export interface Verdict {
  readonly texts: number;
  readonly accuracy: number;
  /** Mean of the shares of positives and of negatives that were found. */
  readonly balanced: number;
  /** F1 of the negative class. */
  readonly negativeF1: number;
  readonly auc: number;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export const verdictOf = (judged: readonly Judged[], middle: number): Verdict => {
  const good = judged.filter(({ positive }) => positive);
  const bad = judged.filter(({ positive }) => !positive);
  const foundGood = good.filter(({ score }) => score > middle).length;
  const foundBad = bad.filter(({ score }) => score <= middle).length;
  const saidBad = foundBad + good.length - foundGood;
  return {
    texts: judged.length,
    accuracy: share(foundGood + foundBad, judged.length),
    balanced: (share(foundGood, good.length) + share(foundBad, bad.length)) / 2,
    negativeF1: share(2 * foundBad, saidBad + bad.length),
    auc: areaUnder(judged),
  };
};

/** P(a positive text scores above a negative one), ties half (Mann, Whitney 1947), from mid-ranks. */
const areaUnder = (judged: readonly Judged[]): number => {
  const sorted = [...judged].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  let at = 0;
  while (at < sorted.length) {
    let end = at;
    while (end < sorted.length && sorted[end]?.score === sorted[at]?.score) end += 1;
    const midRank = (at + 1 + end) / 2;
    rankSum += midRank * sorted.slice(at, end).filter(({ positive }) => positive).length;
    at = end;
  }
  const good = judged.filter(({ positive }) => positive).length;
  return share(rankSum - (good * (good + 1)) / 2, good * (judged.length - good));
};
