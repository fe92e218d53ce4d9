import { describe, expect, it } from "vitest";
import { withoutWorld } from "../../contract/without-world.ts";
import { say } from "./raw-mail.ts";
import { RECORDED } from "./recorded.ts";

describe("a recorded mail", () => {
  it.each(RECORDED)("[EMAIL-50] says what it says, in any world: $name", async ({ bytes, says }) => {
    expect(await withoutWorld(() => say(bytes))).toEqual(says);
  });

  it.each(RECORDED)("[EMAIL-50] says the same with bare line feeds: $name", async ({ bytes, says }) => {
    const bare = Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
    const { messages } = await say(bare);
    expect(messages[0]!.fullText).toEqual(says!.messages[0]!.fullText);
    expect(messages[0]!.fingerprint).toEqual(says!.messages[0]!.fingerprint);
  });
});
