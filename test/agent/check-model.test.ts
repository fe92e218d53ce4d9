import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkModel } from "../../src/agent/check-model.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { freePort } from "../harness/free-port.ts";

let standIn: MessagesStandIn;
/** A server of somebody else, without this endpoint: 404, and not in the API's words; below /broken it fails. */
const other = createServer(({ url }, response) =>
  response.writeHead(url?.startsWith("/broken") ? 500 : 404).end("Not here"),
);
beforeAll(async () => {
  standIn = await startMessagesStandIn();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await standIn.stop();
  await new Promise((resolve) => other.close(resolve));
});

const check = (model: string, baseURL = standIn.url) =>
  checkModel(new Anthropic({ apiKey: "key", baseURL, logLevel: "off" }), model, "REPLY_MODEL");
const otherUrl = (path = "") => `http://127.0.0.1:${(other.address() as AddressInfo).port}${path}`;

const CURRENT = { thinksBetweenTools: true, takesEffort: true };

describe("a model is checked at the start", () => {
  it.each<[string, string, unknown]>([
    ["a current one", "claude-sonnet-5-5", { kind: "ok", abilities: CURRENT, warning: null }],
    [
      "a deprecated one",
      "claude-sonnet-4-5-20250929",
      { kind: "ok", warning: expect.stringMatching(/REPLY_MODEL: the model claude-sonnet-4-5-20250929 is deprecated/) },
    ],
    [
      "a retired one",
      "claude-3-7-sonnet-20250219",
      { kind: "unusable", problem: expect.stringContaining("REPLY_MODEL") },
    ],
    ["an unknown one", "claude-nonsense", { kind: "unusable", problem: expect.stringContaining("does not know") }],
  ])("%s [CONF-5]", async (_name, model, expected) => {
    expect(await check(model)).toMatchObject(expected as object);
  });

  it.each<[string, () => Promise<string> | string, string]>([
    ["whose API nobody reaches", async () => `http://127.0.0.1:${await freePort()}`, "could not be reached"],
    ["whose server has no such endpoint", () => otherUrl(), "answered 404"],
    ["whose API fails", () => otherUrl("/broken"), "answered 500"],
  ])("one %s is used all the same, with a word about it [CONF-5]", async (_name, url, why) => {
    const checked = await check("claude-sonnet-5-5", await url());
    expect(checked).toMatchObject({ kind: "not_asked", abilities: CURRENT, warning: expect.stringContaining(why) });
  });
});
