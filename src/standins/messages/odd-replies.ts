import { citedText, type Reply, reply, stopReason, text, thinking, toolUse } from "./reply.ts";

const ticket = { category: "billing", severity: "high", summary: "The customer was charged twice this month." };
const refused = { type: "refusal", category: "general_harms", explanation: "This request was declined." } as const;

/** Replies that are valid and still trip up a client, for scripts: `script([{ reply: oddReplies.refusal() }])`. */
export const oddReplies = {
  /** The tokens run out inside of a tool's input, which then parses into a plausible wrong one. */
  maxTokensInToolInput: (): Reply =>
    reply(toolUse("create_support_ticket", ticket, { cutAt: 42 }), stopReason("max_tokens")),
  maxTokensInText: (words = "To change your plan, open Settings and then"): Reply =>
    reply(text(words), stopReason("max_tokens")),
  refusal: (): Reply => reply(stopReason("refusal", { details: refused })),
  /** What was said before the refusal must not reach anybody. */
  refusalAfter: (words: string): Reply => reply(text(words), stopReason("refusal", { details: refused })),
  /** To be sent back as it is; the stand-in then lets the conversation end with it. */
  pauseTurn: (words = "I am still looking."): Reply => reply(text(words), stopReason("pause_turn")),
  contextWindowExceeded: (words = "Your plan includes"): Reply =>
    reply(text(words), stopReason("model_context_window_exceeded")),
  nothing: (): Reply => reply(),
  whitespace: (): Reply => reply(text("  \n")),
  onlyThinking: (): Reply => reply(thinking("The customer greets me.")),
  thinkingFirst: (words: string): Reply => reply(thinking("Let me see what they need."), text(words)),
  unknownTool: (): Reply => reply(toolUse("send_refund", { amount: 49 })),
  wrongCaseName: (): Reply => reply(toolUse("Create_Support_Ticket", ticket)),
  invalidInput: (): Reply => reply(toolUse("create_support_ticket", { category: "money", summary: 7 })),
  threeCalls: (): Reply =>
    reply(
      toolUse("lookup_knowledge_base", { query: "refund policy" }),
      toolUse("create_support_ticket", ticket),
      toolUse("escalate_to_human", { reason: "The customer asks for a person.", priority: "normal" }),
    ),
  sameTicketTwice: (): Reply =>
    reply(toolUse("create_support_ticket", ticket), toolUse("create_support_ticket", ticket)),
  preambleAndTool: (): Reply =>
    reply(text("Let me look that up for you."), toolUse("lookup_knowledge_base", { query: "refund policy" })),
  /** One sentence over three blocks: joined with anything but nothing, it breaks. */
  splitByCitations: (result = 0): Reply =>
    reply(text("Our articles say that "), citedText("refunds are possible", { result }), text(", so let me help.")),
  long: (bytes = 200 * 1024): Reply =>
    reply(text("All work and no play. ".repeat(Math.ceil(bytes / 22)).slice(0, bytes))),
};
