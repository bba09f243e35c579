import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts findings of cdk-nag on one construct, each with the sentence that says why. */
export const acknowledge = (
  construct: IConstruct,
  reasons: Readonly<Record<string, string>>,
): void => {
  for (const [id, reason] of Object.entries(reasons)) {
    Validations.of(construct).acknowledge({ id, reason });
  }
};

/** How cdk-nag names a value of another stack in the id of a finding: by its export. */
export const importName = (scope: IConstruct, value: string): string =>
  Stack.of(scope).resolve(value)['Fn::ImportValue'];
