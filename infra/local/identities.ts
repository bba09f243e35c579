/** What a resource is called locally. Everything that refers to it goes through these values. */
export type Identity = {
  /** Logical id in the template. */
  id: string;
  type: string;
  /** Physical name: the template's own where it gives one, else the logical id. */
  name: string;
  arn: string;
  region: string;
  /** Where the HTTP APIs of the template answer: all on one port of this machine. */
  apiEndpoint: string;
};

export type IdentitySource = {
  id: string;
  type: string;
  region: string;
  account: string;
  namePrefix: string;
  apiEndpoint: string;
  property: (name: string) => string | undefined;
};

/** Per type: the property that holds the physical name, and the resource part of the ARN. */
type Naming = {
  nameProperty?: string;
  prefixed?: true;
  arn: (source: IdentitySource, name: string) => string;
};

const regional = (service: string, path: (name: string) => string): Naming['arn'] => {
  return ({ region, account }, name) => `arn:aws:${service}:${region}:${account}:${path(name)}`;
};

const table: Naming = {
  nameProperty: 'TableName',
  prefixed: true,
  arn: regional('dynamodb', (name) => `table/${name}`),
};

const namings: Record<string, Naming> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    arn: regional('lambda', (name) => `function:${name}`),
  },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    arn: ({ account }, name) => `arn:aws:iam::${account}:role/${name}`,
  },
  'AWS::IAM::ManagedPolicy': {
    nameProperty: 'ManagedPolicyName',
    arn: ({ account }, name) => `arn:aws:iam::${account}:policy/${name}`,
  },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    arn: regional('events', (name) => `event-bus/${name}`),
  },
  'AWS::Events::Rule': { nameProperty: 'Name', arn: regional('events', (name) => `rule/${name}`) },
  'AWS::SQS::Queue': { nameProperty: 'QueueName', arn: regional('sqs', (name) => name) },
  'AWS::SNS::Topic': { nameProperty: 'TopicName', arn: regional('sns', (name) => name) },
  'AWS::S3::Bucket': { nameProperty: 'BucketName', arn: (_, name) => `arn:aws:s3:::${name}` },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: regional('states', (name) => `stateMachine:${name}`),
  },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    arn: regional('secretsmanager', (name) => `secret:${name}-local1`),
  },
  'AWS::Scheduler::ScheduleGroup': {
    nameProperty: 'Name',
    arn: regional('scheduler', (name) => `schedule-group/${name}`),
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    arn: regional('scheduler', (name) => `schedule/default/${name}`),
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    arn: regional('logs', (name) => `log-group:${name}:*`),
  },
  'AWS::Cognito::UserPool': {
    arn: ({ region, account, id }) =>
      `arn:aws:cognito-idp:${region}:${account}:userpool/${region}_${id}`,
  },
  'AWS::KMS::Key': { arn: regional('kms', (name) => `key/${name}`) },
  'AWS::CloudWatch::Alarm': {
    nameProperty: 'AlarmName',
    arn: regional('cloudwatch', (name) => `alarm:${name}`),
  },
};

/** Gives a resource its local name and ARN. */
export function identify(source: IdentitySource): Identity {
  const { id, type, region } = source;
  const naming = namings[type];
  const given =
    naming?.nameProperty === undefined ? undefined : source.property(naming.nameProperty);
  const name = `${naming?.prefixed ? source.namePrefix : ''}${given ?? id}`;
  const arn =
    naming?.arn(source, name) ?? `arn:aws:local:${region}:${source.account}:${type}/${id}`;
  return { id, type, name, arn, region, apiEndpoint: source.apiEndpoint };
}

/** What `Ref` gives for a resource. */
export function referenceOf(identity: Identity): string {
  switch (identity.type) {
    case 'AWS::StepFunctions::StateMachine':
    case 'AWS::SecretsManager::Secret':
    case 'AWS::SNS::Topic':
    case 'AWS::IAM::ManagedPolicy':
      return identity.arn;
    case 'AWS::SQS::Queue':
      return `https://sqs.${identity.region}.amazonaws.com/000000000000/${identity.name}`;
    case 'AWS::Cognito::UserPool':
      return `${identity.region}_${identity.id}`;
    default:
      return identity.name;
  }
}

/** What `Fn::GetAtt` gives for a resource. */
export function attributeOf(identity: Identity, attribute: string): string {
  const { region, id, arn, name } = identity;
  switch (attribute) {
    case 'Arn':
    case 'TopicArn':
    case 'AlarmArn':
      return arn;
    case 'StreamArn':
      return `${arn}/stream/local`;
    case 'Name':
    case 'QueueName':
    case 'TopicName':
    case 'StateMachineName':
      return name;
    case 'QueueUrl':
      return referenceOf(identity);
    case 'ProviderURL':
      return `https://cognito-idp.${region}.amazonaws.com/${region}_${id}`;
    case 'ProviderName':
      return `cognito-idp.${region}.amazonaws.com/${region}_${id}`;
    case 'ApiEndpoint':
      return identity.apiEndpoint;
    default:
      return `${id}.${attribute}`;
  }
}
