// Every test of the house. Packages are read from source, so nothing needs a build except what runs in a browser.
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;
const resolve = { conditions: ['@rapport/source'] };
const ssr = { resolve: { conditions: ['@rapport/source'], externalConditions: ['@rapport/source'] } };

/** Modules are loaded once per worker, which saves a third of the time: nothing in them may change, and no test replaces one. */
const isolate = false;

export default defineConfig({
  test: {
    // One for each of the two processors that the smallest machine has: much of what is tested waits.
    maxWorkers: 2,
    projects: [
      {
        root,
        resolve,
        ssr,
        test: {
          name: 'node',
          environment: 'node',
          isolate,
          include: [
            'packages/{protocol,ratings,sdk,relay}/src/**/*.test.ts',
            // Of the whole, what needs neither a browser nor a build.
            'packages/e2e/src/{transcripts,runtimes}/**/*.test.ts',
            'scripts/*.test.ts',
          ],
          exclude: ['scripts/mutants.test.ts'],
          // Fifteen times what the slowest takes alone: a busy machine is no defect.
          testTimeout: 30_000,
        },
      },
      {
        root,
        resolve,
        ssr,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['packages/{widget,console}/src/**/*.test.{ts,tsx}'],
        },
      },
      {
        root,
        test: { name: 'mutants', environment: 'node', include: ['scripts/mutants.test.ts'] },
      },
      {
        root,
        resolve,
        ssr,
        test: {
          name: 'browser',
          environment: 'node',
          isolate,
          include: ['packages/e2e/src/**/*.test.ts'],
          exclude: ['packages/e2e/src/{transcripts,runtimes}/**'],
          globalSetup: ['packages/e2e/src/test/setup.ts'],
          // What is waited for comes within the test's own time, also where other work is going on.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
