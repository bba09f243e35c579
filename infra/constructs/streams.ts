import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type StreamTable, streamFilters } from '../../lib/contract/streams.ts';
import { acknowledge, importName } from './acknowledge.ts';
import type { ContractFunction } from './contract-function.ts';

export interface TableStreamsProps {
  readonly tables: Readonly<Record<StreamTable, Table>>;
  readonly names: readonly StreamTable[];
  readonly target: ContractFunction;
  /** ARN of the bucket that takes batches that failed for good, with their records. */
  readonly failedRecordsArn: string;
}

/** Table streams into one function, which reports the records that failed; the order of a key is kept. */
export class TableStreams extends Construct {
  /** By name of the table. */
  readonly mappings: ReadonlyMap<StreamTable, CfnEventSourceMapping>;

  constructor(scope: Construct, id: string, props: TableStreamsProps) {
    super(scope, id);
    const { tables, names, target, failedRecordsArn } = props;
    const streams = names.map((name) => streamArn(tables[name]));
    const policy = this.allow(target, streams, failedRecordsArn);
    const mappings = new Map<StreamTable, CfnEventSourceMapping>();
    for (const name of names) {
      const mapping = new CfnEventSourceMapping(this, `${name}Stream`, {
        functionName: target.lambda.functionName,
        eventSourceArn: streamArn(tables[name]),
        startingPosition: 'TRIM_HORIZON',
        batchSize: 100,
        parallelizationFactor: 1,
        bisectBatchOnFunctionError: true,
        maximumRetryAttempts: 10,
        maximumRecordAgeInSeconds: 12 * 3600,
        functionResponseTypes: ['ReportBatchItemFailures'],
        filterCriteria: { filters: [{ pattern: JSON.stringify(streamFilters[name]) }] },
        // Single failures are reported in a successful answer: only these metrics see a record given up.
        metricsConfig: { metrics: ['EventCount'] },
        destinationConfig: { onFailure: { destination: failedRecordsArn } },
      });
      mapping.node.addDependency(policy);
      mappings.set(name, mapping);
    }
    this.mappings = mappings;
  }

  private allow(target: ContractFunction, streams: string[], failedRecordsArn: string): Policy {
    const policy = new Policy(this, 'Policy', {
      roles: [target.role],
      statements: [
        new PolicyStatement({
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          resources: streams,
        }),
        new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
        new PolicyStatement({ actions: ['s3:ListBucket'], resources: [failedRecordsArn] }),
        new PolicyStatement({
          actions: ['s3:PutObject'],
          resources: [`${failedRecordsArn}/aws/lambda/*`],
        }),
      ],
    });
    acknowledge(policy, {
      'AwsSolutions-IAM5[Resource::*]':
        'Streams can be listed as a whole only; each is read by its ARN.',
      [`AwsSolutions-IAM5[Resource::${importName(this, failedRecordsArn)}/aws/lambda/*]`]:
        'Lambda names the objects of failed batches itself, under this prefix.',
    });
    return policy;
  }
}

const streamArn = (table: Table): string => {
  if (table.tableStreamArn === undefined) throw new Error(`${table.node.path} has no stream`);
  return table.tableStreamArn;
};
