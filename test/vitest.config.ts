import { defineConfig } from "vitest/config";

/** Every test that needs no outside service. Files run side by side; each has a database of its own. */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    exclude: ["test/long/**"],
    globalSetup: [new URL("./harness/global-setup.ts", import.meta.url).pathname],
    reporters: [new URL("./reporter.ts", import.meta.url).pathname],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
