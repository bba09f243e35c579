import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type StreamTable, streamFilters } from '../../lib/contract/streams.ts';
import { acknowledge } from './acknowledge.ts';
import type { ContractFunction } from './contract-function.ts';

export interface TableStreamsProps {
  readonly tables: Readonly<Record<StreamTable, Table>>;
  readonly names: readonly StreamTable[];
  readonly target: ContractFunction;
  /** Takes batches that failed for good, with their records. */
  readonly failedRecords: Bucket;
}

/** Table streams into one function, which reports the records that failed; the order of a key is kept. */
export class TableStreams extends Construct {
  constructor(scope: Construct, id: string, props: TableStreamsProps) {
    super(scope, id);
    const { tables, names, target, failedRecords } = props;
    const streams = names.map((name) => streamArn(tables[name]));
    const policy = this.allow(target, streams, failedRecords);
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
        destinationConfig: { onFailure: { destination: failedRecords.bucketArn } },
      });
      mapping.node.addDependency(policy);
    }
  }

  private allow(target: ContractFunction, streams: string[], failedRecords: Bucket): Policy {
    const policy = new Policy(this, 'Policy', {
      roles: [target.role],
      statements: [
        new PolicyStatement({
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          resources: streams,
        }),
        new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
        new PolicyStatement({ actions: ['s3:ListBucket'], resources: [failedRecords.bucketArn] }),
        new PolicyStatement({
          actions: ['s3:PutObject'],
          resources: [failedRecords.arnForObjects('aws/lambda/*')],
        }),
      ],
    });
    acknowledge(policy, {
      'AwsSolutions-IAM5':
        'Streams can only be listed as a whole, and Lambda names the objects of failed batches itself.',
    });
    return policy;
  }
}

const streamArn = (table: Table): string => {
  if (table.tableStreamArn === undefined) throw new Error(`${table.node.path} has no stream`);
  return table.tableStreamArn;
};
