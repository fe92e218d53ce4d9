import { describe, expect, it } from "vitest";
import { summaryRequest } from "../../../src/agent/summary/sum-up.ts";
import { createDemoBrain } from "../../../src/standins/brain/create-demo-brain.ts";
import { reply, text } from "../../../src/standins/messages/reply.ts";
import type { MessagesRequest } from "../../../src/standins/messages/request.ts";

const at = new Date("2026-11-26T12:00:00Z");
const cheap = { name: "claude-haiku-5-5", thinking: null };

describe("a summary by the demo brain", () => {
  it("says what was said, in the words that were used", () => {
    const said = [
      { author: "customer", text: "I was charged twice. It was on Monday.", at },
      { author: "assistant", text: "Sorry about that. Which month?", at },
      { author: "customer", text: "October.", at },
    ] as const;
    const request = summaryRequest({ conversationId: "c1", before: null, said, tickets: [] }, cheap);
    expect(createDemoBrain()(request as unknown as MessagesRequest)).toEqual(
      reply(
        text(
          "The customer wrote: I was charged twice.\nThe customer wrote: October.\nThe last answer began: Sorry about that.",
        ),
      ),
    );
  });
});
