import type { InputError } from '../shared/failure.ts';
import { conditionErrors } from './check-conditions.ts';
import { labelErrors } from './check-labels.ts';
import { questionErrors } from './check-questions.ts';
import { deadEnds } from './reachability.ts';
import type { SurveyDefinition } from './survey.ts';

/** All that keeps a definition from being published, with pointers into it. */
export const definitionErrors = (definition: SurveyDefinition): readonly InputError[] => {
  const parts = [...questionErrors(definition), ...conditionErrors(definition)];
  return [
    ...labelErrors(definition),
    ...parts,
    // What can be reached is only defined where every part is right by itself.
    ...(parts.length === 0 ? deadEnds(definition) : []),
  ];
};
