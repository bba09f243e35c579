import type { Failure, FailureCode } from '../../lib/shared/failure.ts';

/** A failure on its way out of the pipeline: middy leaves its middleware by throwing only. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** A declaration, not an arrow: only so the compiler knows that nothing after the call runs. */
export function refuse(code: FailureCode, more: Omit<Failure, 'code'> = {}): never {
  throw new Refusal({ code, ...more });
}
