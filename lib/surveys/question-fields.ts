import { choiceField, matrixField, rankingField, scaleField } from './form-choices.ts';
import { consentField, dateField, numberField, textField } from './form-entries.ts';
import type { FieldContext } from './form-field.ts';
import type { Html } from './html.ts';
import type { Question } from './question.ts';

/** The controls of one question. They work without script, with a keyboard and with a screen reader. */
export const questionField = (question: Question, context: FieldContext): Html => {
  switch (question.type) {
    case 'nps':
    case 'csat':
    case 'ces':
      return scaleField(question, context);
    case 'number':
      return numberField(question, context);
    case 'single':
    case 'multi':
      return choiceField(question, context);
    case 'ranking':
      return rankingField(question, context);
    case 'matrix':
      return matrixField(question, context);
    case 'date':
      return dateField(question, context);
    case 'consent':
      return consentField(question, context);
    case 'text':
      return textField(question, context);
  }
};
