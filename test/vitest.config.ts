import { defineConfig } from "vitest/config";

/** Most of what is tried in a browser takes long: it runs with the long ones. */
export const LONG_IN_A_BROWSER = ["hostile", "inbox", "sandbox"].map((name) => `test/browser/${name}.test.ts`);

/** Every test that needs no outside service. Files run side by side; each has a database of its own. */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    exclude: ["test/long/**", ...LONG_IN_A_BROWSER],
    globalSetup: [new URL("./harness/global-setup.ts", import.meta.url).pathname],
    reporters: [new URL("./reporter.ts", import.meta.url).pathname],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
