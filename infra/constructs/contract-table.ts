import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { TableName, TableRow } from '../../lib/contract/tables.ts';

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });

/** A table of the contract: on demand, recoverable to the second, and impossible to delete by accident. */
export class ContractTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, name: TableName, row: TableRow) {
    super(scope, name);
    this.table = new Table(this, 'Table', {
      partitionKey: text(row.partitionKey),
      ...(row.sortKey === undefined ? {} : { sortKey: text(row.sortKey) }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(row.stream ? { stream: StreamViewType.NEW_IMAGE } : {}),
      ...(row.ttl === undefined ? {} : { timeToLiveAttribute: row.ttl }),
    });
    for (const [indexName, index] of Object.entries(row.indexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType[index.projection],
      });
    }
  }
}
