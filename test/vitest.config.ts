import { defineConfig } from "vitest/config";

/** Those that take longest, mostly to wait for clocks, programs and browsers: they run with the long ones. */
export const SLOW = [
  "test/browser/*.test.ts",
  "test/evals/command.test.ts",
  "test/behaviours/silent-api.test.ts",
  "test/channels/email/interpret-apart.test.ts",
  "test/database/embedded-*.test.ts",
  "test/embedding/thread.test.ts",
  "test/knowledge/articles/processes.test.ts",
  "test/knowledge/search/any-text.test.ts",
  "test/turns/crash.test.ts",
  ...[
    "channel-trouble",
    "commands",
    "desk-attempts",
    "desk-preview",
    "email-mailbox",
    "inbound-consent-times",
    "inbound-log",
    "inbound-order",
    "knowledge-command",
    "knowledge-import",
    "outbound-ambiguous",
    "outbound-hold",
    "outbound-order",
    "outbound-retry",
    "outbound-storm",
    "outbound-undelivered",
    "ownership-outbox",
    "ownership-release",
    "shutdown",
    "sms-loops",
    "sms-numbers",
    "sms-our-numbers",
    "sms-reconcile",
    "start",
    "start-sandbox",
    "turn-burst",
    "turn-failures",
    "turn-processes",
  ].map((name) => `test/e2e/${name}.test.ts`),
];

/**
 * Every test that needs no outside service and does not take long. Two files run side by side, each on a database of its own; the files of a
 * process share its modules, for to load them for each anew is as much work as half of the tests.
 */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    exclude: ["test/long/**", ...SLOW],
    globalSetup: [new URL("./harness/global-setup.ts", import.meta.url).pathname],
    reporters: [new URL("./reporter.ts", import.meta.url).pathname],
    pool: "forks",
    isolate: false,
    // What a test that fails has not put back, the next file of the process would find.
    restoreMocks: true,
    maxWorkers: 2,
    // One that is given up goes on in its process, and others find what it does: only what will never end is.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
