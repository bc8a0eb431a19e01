import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes. A worker that begins such a file last is waited for. */
const LONGEST = [
  'oracle/oracle',
  'oracle/qualifiers',
  'golden/engine',
  'oracle/statements',
  'shell/screen',
  'shell/terminal',
  'shell/transcripts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const long = LONGEST.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(`/${name}.test.ts`)));
    return [...long, ...sorted.filter((file) => !long.includes(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts', 'test/emulators/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The machines that run the suite have two cores. What types at a terminal waits more than it computes, so that there is a third file at a time.
    maxWorkers: 3,
    maxConcurrency: 4,
    // Files share a process and its modules, which take half a second to load: each makes what it needs, and ends it.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
