/**
 * vitest's globalSetup: one emulator for all test files. dynalite by default; DynamoDB Local where `DDBSQL_TEST_DYNAMODB=local` asks for it. Tests get
 * it by {@link emulator} of `emulator.ts`.
 */
import type { TestProject } from 'vitest/node';
import { startDynalite } from './dynalite.ts';
import { startDynamoDbLocal } from './dynamodb-local.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const kind = process.env.DDBSQL_TEST_DYNAMODB === 'local' ? 'dynamodb-local' : 'dynalite';
  const running = kind === 'dynalite' ? await startDynalite() : await startDynamoDbLocal();
  project.provide('dynamodbEndpoint', running.endpoint);
  project.provide('emulator', kind);
  return () => running.stop();
}
