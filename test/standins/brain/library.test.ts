import { expect, it } from "vitest";
import { createLibrary } from "../../../src/agent/library.ts";
import { createPrompt, toRequest } from "../../../src/agent/prompt.ts";
import { TOOLS } from "../../../src/agent/tools/registry.ts";
import { openKnowledge } from "../../../src/knowledge/knowledge.ts";
import { createDemoBrain } from "../../../src/standins/brain/create-demo-brain.ts";
import type { MessagesRequest } from "../../../src/standins/messages/request.ts";

it.each([
  ["What does the Pro plan cost?", /\$49/],
  ["How do I reset my password?", /Forgot password/],
])("answers from a help centre that stands in the prompt: %s", async (question, answer) => {
  const knowledge = await openKnowledge({ dir: "knowledge", log: { info() {}, warn() {} } as never });
  const library = createLibrary(knowledge.publicArticles.filter(({ slug }) => /plans|password|webhooks/.test(slug)));
  await knowledge.close();
  const parts = { company: "Acme", product: "Acme", disputedUsdOver: 200, alwaysEscalate: [], voice: "Be kind." };
  const prompt = createPrompt(
    "claude-sonnet-5-5",
    parts,
    TOOLS,
    { thinksBetweenTools: true, takesEffort: true },
    library,
  );
  const content = [
    { type: "text" as const, text: "<context>\nChannel: widget\n</context>" },
    { type: "text" as const, text: `<customer_message>\n${question}\n</customer_message>` },
  ];
  const options = { maxTokens: 512, mayUseTools: true, userId: "c" };
  const { blocks } = createDemoBrain()(toRequest(prompt, [{ role: "user", content }], options) as MessagesRequest);
  expect(JSON.stringify(blocks)).toMatch(answer);
  expect(JSON.stringify(blocks)).not.toContain("tool_use");
});
