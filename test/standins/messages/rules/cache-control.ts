import { HELLO } from "../messages-case.ts";
import { marked, marked1h, type Rule, text, tool, user, withMessages } from "./rule.ts";

export const CACHE_RULES: readonly Rule[] = [
  {
    rule: "five breakpoints",
    bad: {
      ...HELLO,
      ...marked,
      tools: [tool(marked)],
      system: [text("Be kind.", marked)],
      messages: [user(text("a", marked), text("b", marked), text("c"))],
    },
    says: "A maximum of 4 blocks with cache_control may be provided. Found 5.",
    good: {
      ...HELLO,
      ...marked,
      tools: [tool(marked)],
      system: [text("Be kind.", marked)],
      messages: [user(text("a", marked), text("c"))],
    },
  },
  {
    rule: "an hour after five minutes",
    bad: { ...HELLO, tools: [tool(marked)], system: [text("Be kind.", marked1h)] },
    says: "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block",
    good: { ...HELLO, ...marked, tools: [tool(marked1h)], system: [text("Be kind.", marked)] },
  },
  {
    rule: "two lifetimes on the last block",
    bad: { ...HELLO, ...marked, messages: [user(text("Hi", marked1h))] },
    says: "must have matching ttl",
    good: { ...HELLO, ...marked, messages: [user(text("Hi", marked))] },
  },
  {
    rule: "a breakpoint on an empty text",
    bad: withMessages(user(text("", marked))),
    says: "cache_control cannot be set for empty text blocks",
    good: withMessages(user(text("Hi", marked))),
  },
  {
    rule: "an unknown lifetime",
    bad: { ...HELLO, cache_control: { type: "ephemeral", ttl: "1d" } },
    says: "cache_control.ttl: Input should be '5m' or '1h'",
    good: { ...HELLO, cache_control: { type: "ephemeral", ttl: "1h" } },
  },
];
