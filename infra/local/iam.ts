import { readStatements, type Statement } from './policies.ts';
import type { ResolvedTemplate } from './template.ts';

/** One thing that a caller wants to do. */
export type Need = { action: string; resource: string };

/** A role with an action on a resource: granted and never used, or asked for and refused. */
export type RoleAction = { role: string; action: string; resource: string };

/** Services whose calls pass through the local runtime, so that their use is known. */
const observed = /^(dynamodb|events|secretsmanager|ses|states):/;
/** What the runtime itself does in a function's name is not a call of that function. */
const ofThePoller = /^dynamodb:(GetRecords|GetShardIterator|DescribeStream|ListStreams)$/;

/** Decides by the roles of the template who may do what, and remembers which grants were used. */
export class Access {
  private readonly template: ResolvedTemplate;
  private readonly statements: Map<string, Statement[]>;
  private readonly used = new Set<string>();
  private readonly refused = new Map<string, RoleAction>();

  constructor(template: ResolvedTemplate) {
    this.template = template;
    this.statements = readStatements(template);
  }

  /** Whether a role may do it: an explicit Deny wins, and nothing is allowed by silence. */
  allows(roleArn: string, { action, resource }: Need): boolean {
    const fitting = (this.statements.get(roleArn) ?? []).flatMap((statement) =>
      statement.actions
        .filter((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()))
        .flatMap((granted) =>
          statement.resources
            .filter((pattern) => matches(pattern, resource))
            .map((on) => ({ effect: statement.effect, key: keyOf(roleArn, granted, on) })),
        ),
    );
    if (fitting.length === 0 || fitting.some(({ effect }) => effect === 'Deny')) {
      const refusal = { role: this.roleId(roleArn), action, resource };
      this.refused.set(keyOf(roleArn, action, resource), refusal);
      return false;
    }
    for (const { key } of fitting) this.used.add(key);
    return true;
  }

  /** What was refused so far, each pair once: callers may have swallowed it. */
  refusals(): RoleAction[] {
    return [...this.refused.values()];
  }

  /** Grants of observed services that nobody has used so far. */
  unusedGrants(): RoleAction[] {
    return [...this.statements]
      .flatMap(([roleArn, statements]) =>
        statements
          .filter(({ effect }) => effect === 'Allow')
          .flatMap(({ actions, resources }) =>
            actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
          )
          .filter(({ action }) => observed.test(action) && !ofThePoller.test(action))
          .filter(({ action, resource }) => !this.used.has(keyOf(roleArn, action, resource)))
          .map((grant) => ({ role: this.roleId(roleArn), ...grant })),
      )
      .toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
  }

  private roleId(arn: string): string {
    return this.template.ofType('AWS::IAM::Role').find((role) => role.arn === arn)?.id ?? arn;
  }
}

/** IAM's wildcards: `*` stands for any text, `?` for one character. */
export function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(value);
}

function keyOf(role: string, action: string, resource: string): string {
  return [role, action, resource].join(' ');
}
