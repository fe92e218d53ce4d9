import { expect, it } from "vitest";
import { listen } from "../../src/http/listen.ts";

it("gives an operator with a slow line the time for the largest file [SMSX-32]", async () => {
  const { server, close } = await listen(() => {}, "127.0.0.1", 0);
  const { requestTimeout, headersTimeout } = server;
  await close(0);
  // 16 MB at a megabit per second.
  expect(requestTimeout).toBeGreaterThan((16 * 1024 * 1024 * 8) / 1_000);
  // Whoever says nothing is cut off all the same.
  expect(headersTimeout).toBeLessThanOrEqual(15_000);
});
