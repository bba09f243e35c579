/** Words that the script of the hosted form says; the optional ones only where it sends the form itself. */
export interface ScriptTexts {
  readonly textLeft: string;
  readonly sending: string;
  readonly stillThere: string;
  readonly errorSending: string;
  readonly errorsTitle?: string;
  /** By code of the validator; `other` for the rest. */
  readonly errors?: Readonly<Record<string, string>>;
  /** By code of the refusal. */
  readonly refusals?: Readonly<Record<string, string>>;
}
