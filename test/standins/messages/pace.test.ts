import { expect, it } from "vitest";
import { faults } from "../../../src/standins/messages/faults.ts";
import { reply, text } from "../../../src/standins/messages/reply.ts";
import { clientOf, HELLO, standInFor } from "./messages-case.ts";

it("the pace can be slowed down before and within an answer", async () => {
  const standIn = await standInFor({
    firstByteMs: 20,
    betweenChunksMs: 5,
    brain: () => reply(text("One two three four five six.")),
  });
  const stream = clientOf(standIn).messages.stream(HELLO);
  const arrivals: number[] = [];
  const started = performance.now();
  stream.on("text", () => arrivals.push(performance.now() - started));
  await stream.done();
  expect(arrivals[0]).toBeGreaterThan(18);
  expect(new Set(arrivals.map((at) => Math.round(at))).size).toBeGreaterThan(1);
});

it("the pace ends early when the client goes", async () => {
  const standIn = await standInFor();
  standIn.script([{ fault: faults.slowFirstByte(60_000) }]);
  const controller = new AbortController();
  const failed = expect(clientOf(standIn).messages.create(HELLO, { signal: controller.signal })).rejects.toThrow();
  while (standIn.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  await failed;
  await standIn.idle();
  expect(standIn.requests[0]).toMatchObject({ aborted: true, status: null });
});
