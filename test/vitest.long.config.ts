import { defineConfig, mergeConfig } from "vitest/config";
import shared, { SLOW } from "./vitest.config.ts";

/** The long ones: chaos, fuzz, load, browsers. Two files side by side, for most of their time is waiting. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      globalSetup: [new URL("./programs/compile.ts", import.meta.url).pathname],
      include: ["test/long/**/*.test.ts", ...SLOW],
      maxWorkers: 2,
      testTimeout: 20 * 60_000,
      hookTimeout: 120_000,
    },
  }),
);
