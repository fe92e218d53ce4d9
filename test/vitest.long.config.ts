import { defineConfig, mergeConfig } from "vitest/config";
import shared, { SLOW } from "./vitest.config.ts";

/** The long ones: chaos, fuzz, load. One after the other, for they measure and kill. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ["test/long/**/*.test.ts", ...SLOW],
      maxWorkers: 1,
      testTimeout: 20 * 60_000,
      hookTimeout: 120_000,
    },
  }),
);
