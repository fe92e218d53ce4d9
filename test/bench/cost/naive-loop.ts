import type Anthropic from "@anthropic-ai/sdk";

/**
 * The loop that many tutorials show, for comparison: searching is left to the model, every call sends everything anew and
 * caches nothing, it runs until the model stops, and what is kept of a turn is its text. What a search found is given as
 * search results rather than one text, for the stand-in's brain to read it; that costs the same.
 */
export interface NaiveLoop {
  /** One message of the customer; resolves with the answer. */
  say(words: string): Promise<string>;
}

type Topic = readonly [words: readonly string[], title: string, article: string];

/** A help centre of four short articles, found by words in the query. */
const TOPICS: readonly Topic[] = [
  [
    ["refund", "money back", "cancel"],
    "Refund policy",
    "Refunds are available within 30 days of purchase for any reason.\nAfter 30 days, refunds require manager approval.\nTo request a refund, customers must provide their order number.\nRefunds are processed within 5-7 business days.",
  ],
  [
    ["locked", "login", "password", "access"],
    "Account locked",
    "Accounts are temporarily locked after 5 failed login attempts.\nLockouts last 30 minutes automatically.\nFor immediate unlock, customers must verify their email.\nPersistent lockouts may indicate a security issue and should be escalated.",
  ],
  [
    ["plan", "pricing", "subscription", "upgrade"],
    "Subscription plans",
    "Starter: $19/month: 5 projects, 10GB storage\nPro: $49/month: unlimited projects, 100GB storage, priority support\nEnterprise: custom pricing: SSO, dedicated account manager, SLA guarantee\nPlan changes take effect on the next billing cycle.",
  ],
  [
    ["api", "rate limit", "429", "requests"],
    "API rate limits",
    "Free tier: 100 requests/hour\nPro tier: 10,000 requests/hour\nEnterprise: custom limits\nRate limit errors return HTTP 429. Use exponential backoff.",
  ],
];

const SYSTEM = `You are a helpful customer support agent for Acme SaaS.

Your responsibilities:
1. ALWAYS search the knowledge base first before answering any question
2. Be empathetic and professional in all responses
3. Never promise what you cannot deliver
4. Escalate to a human agent when: billing disputes > $200, security incidents, legal threats, or issues you cannot resolve
5. Create a support ticket for any issue that requires follow-up

When you cannot find an answer in the knowledge base, say so honestly rather than guessing.

Tone: friendly, concise, solution-focused. Avoid corporate jargon.`;

const text = (description: string) => ({ type: "string", description }) as const;
const oneOf = (description: string, ...values: string[]) => ({ type: "string", enum: values, description }) as const;

function tool(name: string, description: string, properties: Record<string, object>): Anthropic.Tool {
  return { name, description, input_schema: { type: "object", properties, required: Object.keys(properties) } };
}

const TOOLS: Anthropic.Tool[] = [
  tool(
    "lookup_knowledge_base",
    "Search the product knowledge base for relevant help articles and policies. Use this before generating any response to ensure accuracy.",
    { query: text("The customer's question or topic to search for") },
  ),
  tool(
    "create_support_ticket",
    "Create a support ticket in the ticketing system. Use when the issue requires follow-up or cannot be resolved immediately.",
    {
      category: oneOf("The category of the support issue", "billing", "technical", "account", "general"),
      severity: oneOf("Severity based on business impact", "low", "medium", "high", "critical"),
      summary: text("One-sentence summary of the issue"),
    },
  ),
  tool(
    "escalate_to_human",
    "Escalate the conversation to a human support agent. Use for: billing disputes over $200, security incidents, legal threats, or situations where you cannot resolve the issue.",
    {
      reason: text("Why this needs human attention"),
      priority: oneOf("normal for standard escalations, urgent for security or legal issues", "normal", "urgent"),
    },
  ),
];

const MAX_TOKENS = 1_024;

export function createNaiveLoop(client: Anthropic, model: string, conversation: string): NaiveLoop {
  const history: Anthropic.MessageParam[] = [];
  return {
    async say(words) {
      const messages: Anthropic.MessageParam[] = [...history, { role: "user", content: words }];
      for (;;) {
        const answer = await client.messages.create({
          model,
          max_tokens: MAX_TOKENS,
          system: SYSTEM,
          tools: TOOLS,
          metadata: { user_id: conversation },
          messages,
        });
        if (answer.stop_reason !== "tool_use") {
          const said = answer.content.map((block) => (block.type === "text" ? block.text : "")).join("");
          history.push({ role: "user", content: words }, { role: "assistant", content: said || "…" });
          return said;
        }
        messages.push({ role: "assistant", content: answer.content }, { role: "user", content: resultsOf(answer) });
      }
    },
  };
}

function resultsOf({ content }: Anthropic.Message): Anthropic.ToolResultBlockParam[] {
  return content.flatMap((block) =>
    block.type === "tool_use" ? [{ type: "tool_result", tool_use_id: block.id, content: resultOf(block) }] : [],
  );
}

function resultOf({ name, input }: Anthropic.ToolUseBlock): NonNullable<Anthropic.ToolResultBlockParam["content"]> {
  const { query = "", category, severity, priority, reason } = input as Readonly<Record<string, string>>;
  switch (name) {
    case "lookup_knowledge_base": {
      const found = TOPICS.filter(([words]) => words.some((word) => query.toLowerCase().includes(word)));
      if (found.length === 0) return "No matching articles found.";
      return found.map(([, title, article]) => ({
        type: "search_result",
        source: title,
        title,
        content: [{ type: "text", text: article }],
      }));
    }
    case "create_support_ticket":
      return `Ticket created: TKT-2847 | Category: ${category} | Severity: ${severity}`;
    case "escalate_to_human":
      return `Escalated to human agent | Priority: ${priority} | Reason: ${reason}`;
    default:
      return "Tool execution failed";
  }
}
