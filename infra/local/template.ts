import { attributeOf, type Identity, identify, referenceOf } from './identities.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { mergeTemplates, type Template } from './template-source.ts';

/** A resource with every intrinsic function of its properties replaced by a local value. */
export type Resource = Identity & { properties: JsonObject };

/** A CloudFormation template after resolution: what the runtime serves. */
export type ResolvedTemplate = {
  account: string;
  region: string;
  resources: Map<string, Resource>;
  /** All resources of one type, in the order of the template. */
  ofType: (type: string) => Resource[];
};

export type ResolveOptions = {
  region?: string;
  /** Values of the template's parameters; their defaults stand for the others. */
  parameters?: Record<string, string>;
  /** Put before table names, so that several runtimes share one database. */
  namePrefix?: string;
  /** Where the HTTP APIs answer. */
  apiEndpoint?: string;
};

const localAccount = '000000000000';
const noValue = Symbol('AWS::NoValue');
type Value = Json | typeof noValue;

/**
 * Resolves the CloudFormation templates of one deployment (parsed JSON) to local values. Several
 * stacks become one: what one exports, another imports.
 */
export function resolveTemplate(
  sources: readonly unknown[],
  options: ResolveOptions = {},
): ResolvedTemplate {
  const resolver = new Resolver(mergeTemplates(sources), options);
  const resources = resolver.resources();
  return {
    account: localAccount,
    region: resolver.region,
    resources,
    ofType: (type) => [...resources.values()].filter((resource) => resource.type === type),
  };
}

class Resolver {
  readonly region: string;
  private readonly template: Template;
  private readonly options: ResolveOptions;
  private readonly identities = new Map<string, Identity>();

  constructor(template: Template, options: ResolveOptions) {
    this.template = template;
    this.options = options;
    this.region = options.region ?? 'us-east-1';
  }

  resources(): Map<string, Resource> {
    const included = Object.entries(this.template.Resources).filter(
      ([, { Condition }]) => Condition === undefined || this.condition(Condition),
    );
    return new Map(
      included.map(([id, { Properties }]) => [
        id,
        { ...this.identity(id), properties: this.object(Properties) },
      ]),
    );
  }

  private identity(id: string): Identity {
    const known = this.identities.get(id);
    if (known !== undefined) return known;
    const row = this.template.Resources[id];
    if (row === undefined)
      throw new Error(`The template refers to ${id}, which it does not declare.`);
    const identity = identify({
      id,
      type: row.Type,
      region: this.region,
      account: localAccount,
      namePrefix: this.options.namePrefix ?? '',
      apiEndpoint: this.options.apiEndpoint ?? 'http://127.0.0.1',
      property: (name) => {
        const value = row.Properties[name];
        return value === undefined ? undefined : this.text(value);
      },
    });
    this.identities.set(id, identity);
    return identity;
  }

  private object(source: JsonObject): JsonObject {
    const members = Object.entries(source).map(
      ([name, value]) => [name, this.value(value)] as const,
    );
    const kept = members.filter((member): member is [string, Json] => member[1] !== noValue);
    return Object.fromEntries(kept);
  }

  private value(source: Json): Value {
    if (Array.isArray(source)) return this.list(source);
    if (!isObject(source)) return source;
    const [first, ...others] = Object.entries(source);
    if (first === undefined || others.length > 0) return this.object(source);
    const [name, argument] = first;
    if (name !== 'Ref' && !name.startsWith('Fn::')) return this.object(source);
    return this.intrinsic(name, argument);
  }

  private list(source: Json[]): Json[] {
    return source.map((item) => this.value(item)).filter((item) => item !== noValue);
  }

  private intrinsic(name: string, argument: Json): Value {
    switch (name) {
      case 'Ref':
        return this.reference(text(argument));
      case 'Fn::GetAtt':
        return this.attribute(typeof argument === 'string' ? argument.split('.') : texts(argument));
      case 'Fn::Join': {
        const [separator, parts] = list(argument);
        return list(this.value(parts ?? null))
          .map(text)
          .join(text(separator));
      }
      case 'Fn::Sub':
        return this.substitute(argument);
      case 'Fn::Select': {
        const [index, from] = list(argument).map((part) => this.value(part));
        const chosen = list(from ?? null)[Number(index)];
        if (chosen === undefined) throw new Error(`Fn::Select has no element ${String(index)}.`);
        return chosen;
      }
      case 'Fn::Split': {
        const [separator, from] = list(argument);
        return this.text(from ?? null).split(text(separator));
      }
      case 'Fn::If': {
        const [condition, then, otherwise] = list(argument);
        return this.value((this.condition(text(condition)) ? then : otherwise) ?? null);
      }
      case 'Fn::ImportValue':
        return this.imported(this.text(argument));
      case 'Fn::FindInMap':
        return this.mapped(list(argument).map((key) => this.text(key)));
      default:
        throw new Error(`The template uses ${name}, which the local runtime cannot resolve.`);
    }
  }

  private text(source: Json): string {
    return text(this.value(source));
  }

  private reference(name: string): Value {
    const pseudo = this.pseudo(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = this.template.Parameters[name];
    if (parameter === undefined) return referenceOf(this.identity(name));
    const value = this.options.parameters?.[name] ?? parameter.Default;
    if (value === undefined) throw new Error(`The template's parameter ${name} has no value.`);
    return value;
  }

  private pseudo(name: string): Value | undefined {
    switch (name) {
      case 'AWS::AccountId':
        return localAccount;
      case 'AWS::Region':
        return this.region;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return 'local';
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${this.region}:${localAccount}:stack/local/local`;
      case 'AWS::NoValue':
        return noValue;
      default:
        return undefined;
    }
  }

  private attribute([id, ...name]: string[]): string {
    return attributeOf(this.identity(text(id ?? null)), name.join('.'));
  }

  private substitute(argument: Json): string {
    const [template, variables] = Array.isArray(argument) ? argument : [argument];
    const given = isObject(variables) ? variables : {};
    return text(template).replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      const own = given[name];
      if (own !== undefined) return this.text(own);
      return name.includes('.') ? this.attribute(name.split('.')) : text(this.reference(name));
    });
  }

  private imported(name: string): Value {
    const output = Object.values(this.template.Outputs).find(
      ({ Export }) => Export !== undefined && this.text(Export.Name) === name,
    );
    if (output === undefined) throw new Error(`No stack exports ${name}.`);
    return this.value(output.Value);
  }

  private mapped([map = '', first = '', second = '']: string[]): Json {
    const value = this.template.Mappings[map]?.[first]?.[second];
    if (value === undefined) throw new Error(`Mapping ${map} has no ${first}.${second}.`);
    return value;
  }

  private condition(name: string): boolean {
    const expression = this.template.Conditions[name];
    if (expression === undefined) throw new Error(`The template has no condition ${name}.`);
    return this.holds(expression);
  }

  private holds(expression: Json): boolean {
    const [operator, argument] = isObject(expression) ? (Object.entries(expression)[0] ?? []) : [];
    const parts = Array.isArray(argument) ? argument : [];
    switch (operator) {
      case 'Condition':
        return this.condition(text(argument));
      case 'Fn::Equals':
        return this.text(parts[0] ?? null) === this.text(parts[1] ?? null);
      case 'Fn::And':
        return parts.every((part) => this.holds(part));
      case 'Fn::Or':
        return parts.some((part) => this.holds(part));
      case 'Fn::Not':
        return parts.every((part) => !this.holds(part));
      default:
        throw new Error(`The condition ${JSON.stringify(expression)} cannot be evaluated.`);
    }
  }
}

function text(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`A text is expected in the template, not ${JSON.stringify(value)}.`);
}

function list(value: Value): Json[] {
  if (Array.isArray(value)) return value;
  throw new Error(`A list is expected in the template, not ${JSON.stringify(value)}.`);
}

function texts(value: Json): string[] {
  return list(value).map(text);
}
