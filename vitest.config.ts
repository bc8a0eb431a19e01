import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts', 'test/emulators/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The machines that run the suite have two cores, and each file that needs PostgreSQL starts one.
    maxWorkers: 2,
    maxConcurrency: 4,
  },
});
