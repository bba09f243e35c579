import type { InputError } from '../../../lib/shared/failure.ts';
import { isDangerous, pointerStep } from './text.ts';

/** More than any schema of ours needs, and little enough for every recursive reader behind it. */
export const depthMax = 32;

interface Level {
  /** Names seen so far; absent in an array. */
  readonly names?: Set<string>;
  /** Name or index of the member that is being read. */
  at: string | number;
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

const pointerOf = (levels: readonly Level[]): string =>
  levels.map((level) => pointerStep(level.at)).join('');

const messages = {
  forbidden_name: 'This name is not taken',
  duplicate_member: 'This member stands twice',
} as const;

const faultOf = (name: string, names: ReadonlySet<string>): keyof typeof messages | undefined => {
  if (isDangerous(name)) return 'forbidden_name';
  return names.has(name) ? 'duplicate_member' : undefined;
};

/** What punctuation does to the levels; everything else is a string. */
const moves: Readonly<Record<string, (levels: Level[]) => void>> = {
  '{': (levels) => levels.push({ names: new Set(), at: '' }),
  '[': (levels) => levels.push({ at: 0 }),
  '}': (levels) => levels.pop(),
  ']': (levels) => levels.pop(),
  ',': (levels) => {
    const level = levels.at(-1);
    if (typeof level?.at === 'number') level.at += 1;
  },
};

const afterString = /\s*:/y;

const isName = (text: string, end: number): boolean => {
  afterString.lastIndex = end;
  return afterString.test(text);
};

/** Enters a member's name into its level and tells what is wrong with it. */
const readName = (token: string, levels: readonly Level[]): readonly InputError[] => {
  const level = levels.at(-1);
  if (!level?.names) return [];
  const name = String(JSON.parse(token)).normalize('NFC');
  const code = faultOf(name, level.names);
  level.names.add(name);
  level.at = name;
  return code === undefined ? [] : [{ pointer: pointerOf(levels), code, message: messages[code] }];
};

/**
 * What JSON.parse does not tell about a text that it accepts: members that stand twice (the first
 * would be ignored silently), names that reach a prototype, and depth. The text must be valid JSON.
 */
export const scanJson = (text: string): { deep: boolean; errors: readonly InputError[] } => {
  const levels: Level[] = [];
  const errors: InputError[] = [];
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const move = moves[token];
    if (move) move(levels);
    else if (isName(text, index + token.length)) errors.push(...readName(token, levels));
    if (levels.length > depthMax) return { deep: true, errors };
  }
  return { deep: false, errors };
};
