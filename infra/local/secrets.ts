import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { parseAs, parseObject } from './json.ts';
import { serviceError } from './service-answer.ts';
import type { LocalService } from './services.ts';
import type { ResolvedTemplate, Resource } from './template.ts';

const Properties = z.object({
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .object({
      PasswordLength: z.coerce.number().default(32),
      SecretStringTemplate: z.string().optional(),
      GenerateStringKey: z.string().optional(),
    })
    .optional(),
});

/** Secrets Manager's GetSecretValue. A generated value is kept in `file` when there is one. */
export function secretsService(template: ResolvedTemplate, file: string | undefined): LocalService {
  const secrets = template.ofType('AWS::SecretsManager::Secret');
  const values = loadValues(secrets, file);
  const find = (id: unknown) => secrets.find(({ arn, name }) => arn === id || name === id);
  return {
    name: 'secretsmanager',
    needs: ({ operation, body }) => [
      {
        action: `secretsmanager:${operation}`,
        resource: find(body['SecretId'])?.arn ?? String(body['SecretId']),
      },
    ],
    perform: async ({ operation, body }) => {
      if (operation !== 'GetSecretValue') {
        return serviceError('UnknownOperationException', `${operation} is not served locally.`);
      }
      const secret = find(body['SecretId']);
      if (secret === undefined) {
        const message = "Secrets Manager can't find the specified secret.";
        return serviceError('ResourceNotFoundException', message);
      }
      const SecretString = values[secret.id] ?? '';
      const versions = { VersionId: `${secret.id}-local`, VersionStages: ['AWSCURRENT'] };
      return {
        status: 200,
        body: { ARN: secret.arn, Name: secret.name, SecretString, ...versions },
      };
    },
    refuse: () => serviceError('ThrottlingException', 'Rate exceeded'),
  };
}

function loadValues(secrets: Resource[], file: string | undefined): Record<string, string> {
  const stored = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : '{}';
  const kept = z.record(z.string(), z.string()).parse(parseObject(stored));
  const values = Object.fromEntries(
    secrets.map((secret) => [secret.id, kept[secret.id] ?? makeValue(secret)]),
  );
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(values), { mode: 0o600 });
  }
  return values;
}

function makeValue(secret: Resource): string {
  const { SecretString, GenerateSecretString } = parseAs(
    Properties,
    secret.properties,
    `Secret ${secret.id}`,
  );
  if (GenerateSecretString === undefined) return SecretString ?? '';
  const { PasswordLength, SecretStringTemplate, GenerateStringKey } = GenerateSecretString;
  const password = randomBytes(PasswordLength).toString('hex').slice(0, PasswordLength);
  if (SecretStringTemplate === undefined || GenerateStringKey === undefined) return password;
  return JSON.stringify({ ...parseObject(SecretStringTemplate), [GenerateStringKey]: password });
}
