import { describe, expect, it } from 'vitest';
import { parseParameters } from '../../infra/parameters.ts';
import { deployed } from './deployed.ts';

const good = { currency: 'CNY', zone: 'Asia/Shanghai' };

describe('deployment parameters', () => {
  it('take lists as CDK context gives them, comma separated', () => {
    const { staffOrigins, audience } = parseParameters({
      ...good,
      staffOrigins: 'https://a.example,https://b.example',
    });
    expect(staffOrigins).toEqual(['https://a.example', 'https://b.example']);
    expect(audience).toEqual([]);
  });

  it.each([
    ['no currency', { currency: undefined }, 'currency'],
    ['a currency that is no code', { currency: 'yuan' }, 'currency: must be an ISO 4217 code'],
    ['an unknown zone', { zone: 'Asia/Beijing' }, 'zone: must be an IANA time zone'],
    ['an origin with a path', { staffOrigins: 'https://a.example/x' }, 'staffOrigins'],
    ['an issuer over plain http', { issuer: 'http://a.example', audience: 'x' }, 'issuer: must be'],
    ['an issuer without audience', { issuer: 'https://a.example' }, 'audience: is needed'],
    ['sign-in pages without callbacks', { signInDomain: 'shop' }, 'callbackUrls: go together'],
    ['an alarm address that is none', { alarmEmail: 'nobody' }, 'alarmEmail'],
  ])('refuse %s, by name', (_, wrong, message) => {
    expect(() => parseParameters({ ...good, ...wrong })).toThrow(message);
  });

  it('name everything that is wrong at once', () => {
    expect(() => parseParameters({})).toThrow(/currency.*zone/);
  });
});

describe('a deployment', () => {
  const standard = deployed();

  it('without an issuer makes a user pool whose groups are the roles', async () => {
    const { find, templates } = await standard;
    expect(Object.keys(templates)).toEqual([
      'ClienteleData',
      'ClienteleIdentity',
      'ClienteleSuite',
    ]);
    const groups = find('AWS::Cognito::UserPoolGroup').map(
      ({ properties }) => properties['GroupName'],
    );
    expect(groups.sort()).toEqual(['admin', 'agent', 'ingest', 'manager', 'viewer']);
    expect(find('AWS::Cognito::UserPool')[0]?.properties).toMatchObject({
      DeletionProtection: 'ACTIVE',
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
      UserPoolTier: 'ESSENTIALS',
    });
  });

  it('with an issuer trusts it, and makes no pool', async () => {
    const context = { issuer: 'https://id.example', audience: 'clientele' };
    const { find, templates } = await deployed({ context });
    expect(Object.keys(templates)).toEqual(['ClienteleData', 'ClienteleSuite']);
    expect(find('AWS::ApiGatewayV2::Authorizer')[0]?.properties['JwtConfiguration']).toEqual({
      Issuer: 'https://id.example',
      Audience: ['clientele'],
    });
  });

  it('opens the staff API to the origins it was given, and to no other', async () => {
    const [open] = (await deployed({ context: { staffOrigins: 'https://a.example' } }))
      .find('AWS::ApiGatewayV2::Api')
      .filter(({ id }) => id.startsWith('ApisStaff'));
    expect(open?.properties['CorsConfiguration']).toMatchObject({
      AllowOrigins: ['https://a.example'],
    });
    for (const { properties } of (await standard).find('AWS::ApiGatewayV2::Api'))
      expect(properties['CorsConfiguration']).toBeUndefined();
  });
});
