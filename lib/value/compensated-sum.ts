/** A running sum that keeps the rounding error of every addition (Neumaier 1974): a million terms cost no digits. */
export class CompensatedSum {
  private sum = 0;
  private lost = 0;

  add(term: number): void {
    const next = this.sum + term;
    this.lost +=
      Math.abs(this.sum) >= Math.abs(term) ? this.sum - next + term : term - next + this.sum;
    this.sum = next;
  }

  total(): number {
    return this.sum + this.lost;
  }
}

/** The compensated sum of values. */
export const sumOf = (values: readonly number[]): number => {
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  return sum.total();
};
