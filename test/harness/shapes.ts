import { z } from "zod";

/** INTERFACE.md's shapes, field by field: a member too many is as wrong as one too few. */

const id = z.uuid();
const at = z.iso.datetime();
const text = z.string();

const HANDOFF = z.strictObject({
  reason: text,
  priority: z.enum(["normal", "urgent"]),
  trigger: z.enum(["rule", "model", "customer", "failure", "operator"]),
  summary: text,
  at,
  pack: z
    .strictObject({
      tried: z.array(text),
      articles: z.array(z.strictObject({ title: text, url: text.nullable() })),
      facts: z.array(text),
      sentiment: text.nullable(),
      language: text.nullable(),
      suggestedReply: text.nullable(),
    })
    .nullable(),
});

const CONTACT = z.strictObject({
  id,
  name: text.nullable(),
  address: text,
  identity: z.enum(["verified", "claimed"]),
});

const TICKET = z.strictObject({
  number: text,
  category: text,
  severity: text,
  summary: text,
  status: text,
  url: text.nullable(),
});

export const CONVERSATION = z.strictObject({
  id,
  channel: z.enum(["sms", "email", "widget"]),
  state: z.enum(["assistant", "queued", "operator", "closed"]),
  assignee: text.nullable(),
  subject: text.nullable(),
  category: z.enum(["billing", "technical", "account", "general"]).nullable(),
  severity: z.enum(["low", "medium", "high", "critical"]).nullable(),
  engagement: z.int().min(1),
  handoff: HANDOFF.nullable(),
  contact: CONTACT,
  tickets: z.array(TICKET),
  flags: z.array(text),
  seq: z.int().min(0),
  openedAt: at,
  lastMessageAt: at,
});

const ATTACHMENT = z.strictObject({
  id,
  filename: text,
  contentType: text,
  size: z.int().nullable(),
  state: z.enum(["pending", "ready", "failed"]),
});

export const MESSAGE = z.strictObject({
  id,
  conversationId: id,
  seq: z.int().min(1),
  turnId: id.nullable(),
  author: z.enum(["customer", "assistant", "operator", "system"]),
  internal: z.boolean(),
  text,
  fullText: text,
  html: text.nullable(),
  class: z.enum([
    "human",
    "auto_reply",
    "auto_generated",
    "list",
    "bounce",
    "complaint",
    "own_loop",
    "opt_out",
    "opt_in",
    "help",
  ]),
  suppressed: text.nullable(),
  externalId: text.nullable(),
  delivery: z
    .strictObject({
      status: z.enum(["queued", "sent", "delivered", "read", "failed", "unknown"]),
      error: z.strictObject({ code: text, message: text }).nullable(),
    })
    .nullable(),
  attachments: z.array(ATTACHMENT),
  sources: z.array(z.strictObject({ title: text, url: text.nullable() })),
  at,
});

const TOOL_CALL = z.strictObject({
  tool: text,
  input: z.unknown(),
  result: text,
  isError: z.boolean(),
  ms: z.int().min(0),
});

const count = z.int().min(0);

const TURN = z.strictObject({
  id,
  upToSeq: z.int().min(1),
  outcome: z.enum(["replied", "handed_off", "closed", "superseded"]).nullable(),
  model: text,
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  costMicros: count,
  calls: count,
  toolCalls: z.array(TOOL_CALL),
  startedAt: at,
  endedAt: at.nullable(),
});

const EVENT = z.strictObject({
  id,
  seq: z.int().min(1),
  kind: text,
  by: text.nullable(),
  data: z.unknown(),
  at,
});

/** `GET /api/conversations/:id` */
export const WHOLE = z.strictObject({
  conversation: CONVERSATION,
  contact: CONTACT,
  messages: z.array(MESSAGE),
  turns: z.array(TURN),
  events: z.array(EVENT),
});

/** `GET /api/conversations` */
export const CONVERSATION_PAGE = z.strictObject({ items: z.array(CONVERSATION), next: text.nullable() });

const DEAD_LETTER = z.strictObject({
  id,
  direction: z.enum(["inbound", "outbound"]),
  channel: z.enum(["sms", "email", "widget"]),
  error: text,
  attempts: count,
  at,
});

/** `GET /api/dead-letters` */
export const DEAD_LETTER_PAGE = z.strictObject({ items: z.array(DEAD_LETTER), next: text.nullable() });

/** RFC 9457, section 3.1. Others may add members to it. */
export const PROBLEM = z.looseObject({
  type: z.literal("about:blank"),
  title: z.string().min(1),
  status: z.int().min(400),
  detail: z.string().min(1),
});
