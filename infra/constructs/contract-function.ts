import { Duration, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Use } from '../../lib/contract/access.ts';
import type { FunctionRow } from '../../lib/contract/function-rows.ts';
import type { TableName } from '../../lib/contract/tables.ts';
import type { Parameters } from '../parameters.ts';
import { acknowledge } from './acknowledge.ts';
import { monthOfLogs } from './logs.ts';

export interface ContractFunctionProps {
  readonly row: FunctionRow;
  readonly codeDirectory: string;
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly parameters: Pick<Parameters, 'currency' | 'zone'>;
}

/** What a `uses` of the contract stands for. Made after the functions, so bound one by one. */
export interface Usable {
  readonly secret: Secret;
  readonly bus: EventBus;
  readonly night: StateMachine;
  readonly publicUrl: string;
  /** Address that e-mails come from; empty where none are sent. */
  readonly mailFrom: string;
}

const pascalCase = (name: string): string =>
  name.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase());

/** A function of the contract. Each grant and the variable that names its resource are one call. */
export class ContractFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly row: FunctionRow;

  constructor(scope: Construct, { row, codeDirectory, tables, parameters }: ContractFunctionProps) {
    super(scope, `${pascalCase(row.name)}Function`);
    this.row = row;
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${row.name} may do, as the contract says`,
    });
    const logGroup = monthOfLogs(this, 'Logs');
    logGroup.grantWrite(this.role);
    this.lambda = new LambdaFunction(this, 'Lambda', {
      description: `clientele ${row.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(codeDirectory, { exclude: ['*.map'] }),
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      memorySize: row.memoryMb,
      timeout: Duration.seconds(row.timeoutSeconds),
      tracing: Tracing.ACTIVE,
      ...(row.reservedConcurrency !== undefined
        ? { reservedConcurrentExecutions: row.reservedConcurrency }
        : {}),
    });
    acknowledge(this.role, {
      'AwsSolutions-IAM5[Resource::*]':
        'X-Ray takes segments on every resource only; nothing else here is granted on a wildcard.',
    });
    this.bindTables(tables);
    if (row.access.length > 0) {
      this.lambda.addEnvironment('CURRENCY', parameters.currency);
      this.lambda.addEnvironment('ZONE', parameters.zone);
    }
  }

  /** Binds what the row says it uses, and nothing else. */
  bindUses(usable: Usable): void {
    const bindings: Record<Use, () => void> = {
      secret: () =>
        this.bind('SECRET_ID', usable.secret.secretArn, {
          actions: ['secretsmanager:GetSecretValue'],
          resources: [usable.secret.secretArn],
        }),
      bus: () =>
        this.bind('BUS_NAME', usable.bus.eventBusName, {
          actions: ['events:PutEvents'],
          resources: [usable.bus.eventBusArn],
        }),
      night: () =>
        this.bind('NIGHT_ARN', usable.night.stateMachineArn, {
          actions: ['states:StartExecution'],
          resources: [usable.night.stateMachineArn],
        }),
      publicUrl: () => this.bind('PUBLIC_URL', usable.publicUrl),
      mailFrom: () => this.bind('MAIL_FROM', usable.mailFrom),
      mail: () => this.allowMail(usable.mailFrom),
    };
    for (const use of this.row.uses) bindings[use]();
  }

  /** Sending for the domain of one address; a deployment without one sends nothing. */
  private allowMail(mailFrom: string): void {
    if (mailFrom === '') return;
    const identity = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName: mailFrom.slice(mailFrom.lastIndexOf('@') + 1),
    });
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['ses:SendEmail'], resources: [identity] }),
    );
  }

  private bindTables(tables: Readonly<Record<TableName, Table>>): void {
    for (const { table, index, actions } of this.row.access) {
      const arn = tables[table].tableArn;
      this.bind(`TABLE_${table.toUpperCase()}`, tables[table].tableName, {
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [index === undefined ? arn : `${arn}/index/${index}`],
      });
    }
  }

  private bind(
    variable: string,
    value: string,
    grant?: { readonly actions: string[]; readonly resources: string[] },
  ): void {
    this.lambda.addEnvironment(variable, value);
    if (grant !== undefined) this.role.addToPolicy(new PolicyStatement(grant));
  }
}
