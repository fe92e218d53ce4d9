import { describe, expect, it } from "vitest";
import { HELLO, post, standInFor } from "./messages-case.ts";
import { CACHE_RULES } from "./rules/cache-control.ts";
import { CITATION_RULES } from "./rules/citations.ts";
import { CONVERSATION_RULES } from "./rules/conversation.ts";
import { FIELD_RULES } from "./rules/fields.ts";
import { MODEL_RULES } from "./rules/models.ts";
import { RESULT_RULES } from "./rules/tool-results.ts";
import { TOOL_RULES } from "./rules/tools.ts";

const RULES = [
  ...FIELD_RULES,
  ...CONVERSATION_RULES,
  ...RESULT_RULES,
  ...CACHE_RULES,
  ...CITATION_RULES,
  ...TOOL_RULES,
  ...MODEL_RULES,
];

describe("the request rules", () => {
  it.each(RULES)("$rule [SB-3]", async ({ bad, says, status = 400, good = HELLO }) => {
    const standIn = await standInFor();

    const refused = await post(standIn, bad);
    expect(refused.status).toBe(status);
    expect(refused.body.type).toBe("error");
    expect(refused.body.error?.type).toBe(status === 404 ? "not_found_error" : "invalid_request_error");
    expect(refused.body.error?.message).toContain(says);
    expect(refused.body.request_id).toBe(refused.headers.get("request-id"));

    const taken = await post(standIn, good);
    expect(taken.body.error?.message).toBeUndefined();
    expect(taken.status).toBe(200);
  });

  it("allows neighbours of one role: they are one turn", async () => {
    const standIn = await standInFor();
    const twice = { ...HELLO, messages: [...HELLO.messages, { role: "user", content: "And another thing." }] };
    expect((await post(standIn, twice)).status).toBe(200);
  });

  it("keeps to the rules when it only counts", async () => {
    const standIn = await standInFor();
    const { max_tokens: _, ...prompt } = HELLO;
    const path = "/v1/messages/count_tokens";
    expect((await post(standIn, { ...prompt, messages: [] }, undefined, path)).status).toBe(400);
    expect((await post(standIn, HELLO, undefined, path)).body.error?.message).toContain("max_tokens: Extra inputs");
    expect((await post(standIn, prompt, undefined, path)).body).toEqual({ input_tokens: expect.any(Number) });
  });
});
