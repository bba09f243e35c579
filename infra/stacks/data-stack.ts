import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { type TableName, type TableRow, tables } from '../../lib/contract/tables.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { ContractTable } from '../constructs/contract-table.ts';

/** What must outlive every deployment: tables, the one secret, and records that could not be relayed. */
export class DataStack extends Stack {
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly secret: Secret;
  /** ARN of the bucket for batches that could not be relayed. */
  readonly failedRecordsArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Clientele: tables, secret and failed records' });
    const table = (name: TableName, row: TableRow) => new ContractTable(this, name, row).table;
    this.tables = {
      customers: table('customers', tables.customers),
      events: table('events', tables.events),
      scores: table('scores', tables.scores),
      control: table('control', tables.control),
    };
    this.secret = new Secret(this, 'Secret', {
      description: 'Root of the keys for identities, cursors, invitations and receipts',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.secret, {
      'AwsSolutions-SMG4':
        'Identities are found by HMACs under this secret: rotating it would orphan every reservation.',
    });
    const failedRecords = new Bucket(this, 'FailedRecords', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ expiration: Duration.days(30) }],
    });
    acknowledge(failedRecords, {
      'AwsSolutions-S1':
        'Only Lambda writes here, when a stream batch fails for good, and every such write is an alarm.',
    });
    this.failedRecordsArn = this.exportValue(failedRecords.bucketArn);
  }
}
