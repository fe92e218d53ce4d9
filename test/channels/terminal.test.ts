import { expect, it } from "vitest";
import { CHAT, createTerminalChannel, somebodyAt } from "../../channels/terminal/create-terminal-channel.ts";
import { createRecordingHost, stored } from "../contract/recording-host.ts";

it("what is typed at the terminal has no NUL, which no database stores", async () => {
  const host = createRecordingHost();
  const terminal = createTerminalChannel(CHAT, () => true, host);
  await terminal.type(somebodyAt("session"), "a\0b", "id");
  const [raw] = host.accepted;
  const { messages } = await terminal.interpret(stored(raw!, "widget"));
  expect(messages).toMatchObject([{ text: "ab", fullText: "ab" }]);
});
