import type * as z from 'zod';
import type { Kind } from './members.ts';

/** Members that one kind of customer has and the other has not. */
const ownMembers: Readonly<Record<string, Kind>> = {
  demographics: 'individual',
  industry: 'business',
  size: 'business',
};

/** A schema check: refuses each member that belongs to the other kind, by name. */
export const kindRules = (context: z.core.ParsePayload<{ kind: Kind }>): void => {
  for (const [member, owner] of Object.entries(ownMembers)) {
    const value: unknown = Reflect.get(context.value, member);
    if (value === undefined || context.value.kind === owner) continue;
    context.issues.push({
      code: 'custom',
      input: value,
      path: [member],
      message: `Only ${owner === 'business' ? 'a business' : 'an individual'} has this`,
      params: { code: 'wrong_kind' },
    });
  }
};
