import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnUserPoolGroup,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  UserPool,
  type UserPoolClient,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { FunctionRow } from '../../lib/contract/function-rows.ts';
import { roles } from '../../lib/contract/scopes.ts';
import type { TableName } from '../../lib/contract/tables.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { ContractFunction } from '../constructs/contract-function.ts';
import type { TokenIssuer } from '../constructs/http-apis.ts';
import type { Parameters } from '../parameters.ts';

export interface IdentityStackProps {
  /** The trigger that writes the scopes of a user's groups into the access token. */
  readonly preToken: FunctionRow;
  readonly codeDirectory: string;
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly parameters: Parameters;
}

/** Staff of a deployment without an OIDC issuer of its own: a user pool whose groups are the roles. */
export class IdentityStack extends Stack {
  readonly tokens: TokenIssuer;
  readonly trigger: ContractFunction;

  constructor(scope: Construct, id: string, props: IdentityStackProps) {
    super(scope, id, { description: 'Clientele: staff sign-in' });
    const { preToken, codeDirectory, tables, parameters } = props;
    this.trigger = new ContractFunction(this, { row: preToken, codeDirectory, tables, parameters });
    const pool = this.makePool();
    // Scopes can be written into access tokens from the second version of this event on.
    pool.addTrigger(
      UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
      this.trigger.lambda,
      LambdaVersion.V2_0,
    );
    for (const role of Object.keys(roles))
      new CfnUserPoolGroup(this, `${role}Group`, { userPoolId: pool.userPoolId, groupName: role });
    const client = this.makeClient(pool, parameters);
    this.tokens = {
      issuer: `https://cognito-idp.${this.region}.${this.urlSuffix}/${pool.userPoolId}`,
      audience: [client.userPoolClientId],
    };
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: client.userPoolClientId });
  }

  private makePool(): UserPool {
    const pool = new UserPool(this, 'Staff', {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(pool, {
      'AwsSolutions-COG8':
        'The Plus plan adds threat detection; sign-up is closed and every sign-in needs a second factor.',
    });
    return pool;
  }

  private makeClient(pool: UserPool, { signInDomain, callbackUrls }: Parameters): UserPoolClient {
    if (signInDomain !== undefined)
      pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: signInDomain } });
    return pool.addClient('Web', {
      authFlows: { userSrp: true },
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.hours(1),
      ...(signInDomain === undefined
        ? { disableOAuth: true }
        : { oAuth: { flows: { authorizationCodeGrant: true }, callbackUrls: [...callbackUrls] } }),
    });
  }
}
