import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { checkTools } from "../../src/agent/check-tools.ts";
import { type AnyTool, defineTool, toApiTool } from "../../src/agent/tools/define-tool.ts";
import { TOOLS } from "../../src/agent/tools/registry.ts";
import { ConfigError } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { openModelClient } from "../../src/model-client.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { freePort } from "../harness/free-port.ts";

let standIn: MessagesStandIn;
/** An API that takes nothing at all: the account has reached its limit. */
const limited = createServer((_request, response) =>
  response
    .writeHead(400, { "content-type": "application/json" })
    .end(JSON.stringify({ type: "error", error: { type: "invalid_request_error", message: "Usage limits." } })),
);
beforeAll(async () => {
  standIn = await startMessagesStandIn();
  await new Promise<void>((resolve) => limited.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await standIn.stop();
  await new Promise((resolve) => limited.close(resolve));
});

const MODEL = "claude-sonnet-5-5";
const tool = (name: string, input: z.ZodType): AnyTool =>
  defineTool({
    name,
    description: "Does it.",
    input,
    effect: "read",
    run: () => ({ content: "", summary: "", isError: false }),
  });
/** Allowed by us, and not by strict tools: keys that nobody has named. */
const OPEN = tool("set_options", z.record(z.string(), z.string()));
const NAMELESS = tool("set options!", z.strictObject({ a: z.string() }));

const check = (tools: readonly AnyTool[], baseURL = standIn.url) =>
  checkTools(new Anthropic({ apiKey: "key", baseURL, logLevel: "off" }), MODEL, tools.map(toApiTool));

describe("the tools are checked at the start", () => {
  it("our own are taken [LOOP-5]", async () => {
    expect(await check(TOOLS)).toEqual({ kind: "ok" });
  });

  it.each([
    ["one", [...TOOLS, OPEN], [/^The tool set_options: the API refuses it \(.*\)\. Mend/]],
    ["two", [OPEN, ...TOOLS, NAMELESS], [/^The tool set_options/, /^The tool set options!/]],
    ["the same twice", [...TOOLS, ...TOOLS.slice(0, 1)], [/^The tools: the API refuses them together/]],
  ])("what is wrong with %s is said, and whose it is [LOOP-5]", async (_name, tools, problems) => {
    expect(await check(tools)).toEqual({
      kind: "refused",
      problems: problems.map((problem) => expect.stringMatching(problem)),
    });
  });

  it.each([
    [
      "cannot be reached",
      async () => `http://127.0.0.1:${await freePort()}`,
      /not checked, the API could not be reached/,
    ],
    [
      "takes nothing",
      async () => `http://127.0.0.1:${(limited.address() as AddressInfo).port}`,
      /not checked: Usage limits/,
    ],
    ["has no such endpoint", async () => `${standIn.url}/elsewhere`, /not checked, the API answered 404/],
  ])("an API that %s ends nothing [LOOP-5]", async (_name, url, warning) => {
    expect(await check([OPEN], await url())).toEqual({ kind: "not_asked", warning: expect.stringMatching(warning) });
  });

  it("and end the start with the fix when they are refused [LOOP-5]", async () => {
    const config = { apiKey: "key", baseUrl: standIn.url, reply: MODEL, triage: "claude-haiku-5-5" };
    const opened = openModelClient(config, createLogger("silent"), [...TOOLS, OPEN]);
    await expect(opened).rejects.toThrow(ConfigError);
    await expect(opened).rejects.toThrow(/set_options.*Mend its schema in src\/agent\/tools/s);
  });
});
