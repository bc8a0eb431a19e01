/** The rate limit, on a clock of its own. */
import { expect, test } from 'vitest';
import { TokenBucket } from '../../src/dynamo/token-bucket.ts';
import { SqlError } from '../../src/errors.ts';

test('a request may start while something is left, and its cost delays the next', () => {
  let now = 0;
  const bucket = new TokenBucket(10, () => now);
  expect(bucket.waitMs).toBe(0);
  bucket.spend(25);
  expect(bucket.waitMs).toBe(1501);
  now += 1501;
  expect(bucket.waitMs).toBe(0);
});

test('what is saved up is one second', () => {
  let now = 0;
  const bucket = new TokenBucket(10, () => now);
  now += 60_000;
  bucket.spend(20);
  expect(bucket.waitMs).toBe(1001);
});

test('waiting ends when it is cancelled', async () => {
  const bucket = new TokenBucket(1);
  bucket.spend(1_000);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 10);
  const error = await bucket.ready(controller.signal).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SqlError);
  expect((error as SqlError).code).toBe('57014');
});

test('the rate holds over many requests', () => {
  let now = 0;
  const bucket = new TokenBucket(500, () => now);
  for (let spent = 0; spent < 600; spent += 20) bucket.spend(20);
  // 500 at once, the other 100 at 500 a second.
  expect(bucket.waitMs).toBeCloseTo(201);
  now += 201;
  expect(bucket.waitMs).toBe(0);
});
