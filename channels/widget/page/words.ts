import type { ShownState } from "../../../src/contract/index.ts";

/** What the page says by itself. */
export const WORDS = {
  title: "Chat with us",
  hello: "Hi there",
  firstLine: "Ask us anything. An AI assistant answers right away, and a person takes over when you need one.",
  composer: "Write a message…",
  composerLabel: "Your message",
  send: "Send",
  attach: "Attach files",
  detach: (name: string): string => `Remove ${name}`,
  close: "Close chat",
  drop: "Drop files to attach them",
  transcript: "Conversation",
  assistant: "Assistant",
  assistantBadge: "AI",
  operator: "Support team",
  you: "You",
  sources: "Sources",
  sending: "Sending…",
  sent: "Sent",
  retry: "Try again",
  discard: "Delete",
  connecting: "Connecting…",
  offline: "You are offline. Messages are sent when you are back.",
  writing: { assistant: "The assistant is writing", operator: "A person is writing" },
  toEnd: "New messages",
  today: "Today",
  tooLarge: (name: string): string => `${name} is larger than 20 MB and was not attached.`,
  tooMany: "A message can have up to 10 files, 25 MB together.",
} as const;

/** Below the title: who answers. */
export const STATES: Readonly<Record<ShownState, string>> = {
  assistant: "The AI assistant answers right away",
  queued: "A person will answer here soon",
  operator: "You are talking with a person",
  closed: "This conversation is closed. Write to open it again",
};

/** By the server's code. */
export const REFUSALS: Readonly<Record<string, string>> & { readonly other: string } = {
  too_long: "This message is too long.",
  too_large: "The files are too large.",
  invalid: "This message could not be understood.",
  unreadable: "A file could not be read any more.",
  other: "This message could not be sent.",
};
