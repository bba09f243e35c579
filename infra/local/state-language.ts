import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { isObject, type Json, type JsonObject } from './json.ts';

/** A task of a state machine: the function it invokes, and whether through `lambda:invoke`. */
export type TaskRow = { functionArn: string; wrapped: boolean };

/** A distributed map: the child machine that each item gets an execution of. */
export type ChildMachine = { label: string; machine: PreparedMachine };

/** A definition in the form that aws-local-stepfunctions runs, with handlers to provide by state name. */
export type PreparedMachine = {
  definition: StateMachineDefinition;
  tasks: Map<string, TaskRow>;
  children: Map<string, ChildMachine>;
};

/** Step Functions sets no limit of its own; the package would end tasks after a minute. */
const taskSecondsMax = 86_400;

/** Translates an Amazon States Language definition; what cannot be served is refused by name. */
export function prepareMachine(definition: JsonObject): PreparedMachine {
  const tasks = new Map<string, TaskRow>();
  const children = new Map<string, ChildMachine>();
  const translated = translateMachine(definition, { tasks, children });
  // The package knows its own types only by checking the definition, which it does here.
  const checked = translated as unknown as StateMachineDefinition;
  new StateMachine(checked, { validationOptions: { checkArn: false } });
  return { definition: checked, tasks, children };
}

type Found = Pick<PreparedMachine, 'tasks' | 'children'>;

function translateMachine(definition: JsonObject, found: Found): JsonObject {
  if (definition['QueryLanguage'] === 'JSONata') unserved('QueryLanguage JSONata');
  const { ProcessorConfig: _config, ...kept } = definition;
  const states = Object.entries(objectOf(definition['States'])).map(([name, state]) => [
    name,
    translateState(name, objectOf(state), found),
  ]);
  return { ...kept, States: Object.fromEntries(states) };
}

function translateState(name: string, state: JsonObject, found: Found): JsonObject {
  switch (state['Type']) {
    case 'Task':
      return translateTask(name, state, found);
    case 'Map':
      return translateMap(name, state, found);
    case 'Parallel': {
      const branches = Array.isArray(state['Branches']) ? state['Branches'] : [];
      return {
        ...state,
        Branches: branches.map((branch) => translateMachine(objectOf(branch), found)),
      };
    }
    default:
      return state;
  }
}

function translateTask(name: string, state: JsonObject, { tasks }: Found): JsonObject {
  if (tasks.has(name)) unserved(`two tasks named ${name} in one machine`);
  const resource = String(state['Resource']);
  const { FunctionName } = objectOf(state['Parameters'] ?? {});
  if (resource === 'arn:aws:states:::lambda:invoke' && typeof FunctionName === 'string') {
    tasks.set(name, { functionArn: FunctionName, wrapped: true });
  } else if (/^arn:aws:lambda:[^:]*:[^:]*:function:/.test(resource)) {
    tasks.set(name, { functionArn: resource, wrapped: false });
  } else {
    unserved(`the task resource ${resource}`);
  }
  return 'TimeoutSeconds' in state || 'TimeoutSecondsPath' in state
    ? state
    : { ...state, TimeoutSeconds: taskSecondsMax };
}

function translateMap(name: string, state: JsonObject, found: Found): JsonObject {
  const processor = objectOf(state['ItemProcessor'] ?? state['Iterator'] ?? null);
  for (const member of ['ItemReader', 'ItemBatcher', 'ResultWriter', 'ToleratedFailureCount']) {
    if (state[member]) unserved(`${member} of the map ${name}`);
  }
  if (state['ToleratedFailurePercentage'])
    unserved(`ToleratedFailurePercentage of the map ${name}`);
  if (objectOf(processor['ProcessorConfig'] ?? {})['Mode'] !== 'DISTRIBUTED') {
    return { ...state, ItemProcessor: translateMachine(processor, found) };
  }
  if (state['Retry']) unserved(`Retry of the distributed map ${name}`);
  return distribute(name, { state, processor }, found);
}

/**
 * Each item of a distributed map gets an execution of its own. The package knows inline maps only,
 * so the map iterates over one task, and the handler of that task runs the child machine.
 */
function distribute(
  name: string,
  { state, processor }: { state: JsonObject; processor: JsonObject },
  { children }: Found,
): JsonObject {
  const child = childState(name);
  const { Label, ToleratedFailurePercentage: _tolerated, ItemSelector, ...kept } = state;
  const label = typeof Label === 'string' ? Label : name;
  children.set(child, { label, machine: prepareMachine(processor) });
  const item: [string, Json] =
    ItemSelector === undefined ? ['item.$', '$$.Map.Item.Value'] : ['item', ItemSelector];
  return {
    ...kept,
    ItemSelector: Object.fromEntries([item]),
    ItemProcessor: {
      StartAt: child,
      States: {
        [child]: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:000000000000:function:child',
          TimeoutSeconds: taskSecondsMax,
          End: true,
        },
      },
    },
  };
}

function childState(map: string): string {
  return `${map} (child execution)`;
}

function objectOf(value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`A state machine's definition holds an object here: ${JSON.stringify(value)}`);
}

function unserved(what: string): never {
  throw new Error(`The state machine uses ${what}, which cannot be served on the laptop.`);
}
