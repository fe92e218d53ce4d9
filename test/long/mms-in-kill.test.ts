import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { API_TOKEN, type Whole } from "../harness/product.ts";
import { ownWorld } from "../programs/own-world.ts";

const filesOf = ({ messages }: Whole) => messages[0]?.attachments ?? [];

it("a process that is killed while it fetches loses no file and doubles none: the next one has all [MMSI-8]", async (test) => {
  const world = await ownWorld(test);
  const number = "+15557300001";
  // More than are fetched at once, so that some wait, some are held, and some are here when it dies.
  const files = Array.from({ length: 10 }, () => ({
    contentType: "image/jpeg",
    content: Buffer.concat([Buffer.from("ffd8ffe000104a46494600", "hex"), randomBytes(50_000)]),
  }));
  const first = await world.start();
  const holds = [1, 2, 3].map(() => world.twilio.holdMedia());
  await world.twilio.text({ from: number, body: "", media: files });
  await Promise.all(holds.map(({ arrived }) => arrived));
  await world.conversationWhen(number, (whole) => filesOf(whole).some(({ state }) => state === "ready"));
  first.kill("SIGKILL");
  await first.ended;
  for (const hold of holds) hold.release();

  await world.start();
  const whole = await world.conversationWhen(number, (now) => filesOf(now).every(({ state }) => state === "ready"));
  expect(whole.messages.filter(({ author }) => author === "customer")).toHaveLength(1);
  expect(filesOf(whole).map(({ filename }) => filename)).toEqual(files.map((_, n) => `image-${n + 1}.jpg`));
  for (const [index, { id }] of filesOf(whole).entries()) {
    const headers = { Authorization: `Bearer ${API_TOKEN}` };
    const answer = await fetch(`${world.url}/api/attachments/${id}`, { headers });
    expect(Buffer.from(await answer.arrayBuffer()).equals(files[index]?.content ?? Buffer.of())).toBe(true);
  }
  const kept = await readdir(join(world.dataDir, "attachments"), { recursive: true, withFileTypes: true });
  const stored = kept.filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name));
  expect(stored).toHaveLength(files.length);
});
