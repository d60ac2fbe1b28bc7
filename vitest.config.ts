import { defineConfig } from 'vitest/config'
import { findTools } from './bin/tools.mjs'

const inNode = { environment: 'node' } as const

/**
 * Four kinds of tests, by what they need: nothing, a database, a document, a browser. `npx vitest run --project rules` runs
 * one kind; naming a file runs that file. The database is started only when a test file that needs it is in the run.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: Number(process.env.PIKETT_TEST_WORKERS ?? 2),
    reporters: ['default', './house/closing-line.ts'],
    passWithNoTests: true,
    // A test takes milliseconds; the limit only tells a slow machine from a test that hangs.
    testTimeout: 120_000,
    // Tests that need a browser or a monitoring system find it in PIKETT_CHROMIUM and so on (house/needs.ts).
    env: findTools().env,
    projects: [
      {
        // Pure code: one process for all files, because there is no state they could share.
        extends: true,
        test: {
          ...inNode,
          name: 'rules',
          include: ['contract/**/*.test.ts', 'rules/**/*.test.ts', 'messages/**/*.test.ts'],
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...inNode,
          name: 'server',
          include: ['{server,cli,house,migrations,status,faults}/**/*.test.ts'],
          globalSetup: ['house/test-database.ts'],
          hookTimeout: 180_000,
          // The product is loaded once a process, not once a file; each file has a database and an app of its own.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { ...inNode, name: 'web', include: ['web/**/*.test.{ts,tsx}'], isolate: false },
      },
      {
        // Real Chromium against the whole product, with the time a slow machine needs. They run first: while one waits for
        // a page or a monitoring system, another one works.
        extends: true,
        test: {
          ...inNode,
          name: 'browser',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['house/test-database.ts'],
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
