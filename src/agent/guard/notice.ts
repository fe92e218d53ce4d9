import type { Finding } from "./guard.ts";

const WHAT: Readonly<Record<Finding["kind"], string>> = {
  amount: "an amount",
  percentage: "a percentage",
  duration: "a length of time",
  date: "a date",
  link: "a link",
  email: "an email address",
  phone: "a phone number",
  ticket: "a ticket number",
  claim: "something it says was done",
  promise: "a promise",
  secret: "something that is not for customers",
};

/** What the model is told of a draft that is not sent. */
export function noticeOf(findings: readonly Finding[]): string {
  const list = findings.map(({ kind, text }) => `- ${WHAT[kind]}: ${JSON.stringify(text)}`);
  return `Your draft was not sent. No passage, tool result or word of the customer confirms:\n${list.join("\n")}\nWrite the whole reply again without it, from what you have. Where that does not answer the question, say so and offer a human colleague.`;
}

export const TOO_LONG =
  "Your draft was not sent: it is longer than a message on this channel may be. Write it again, shorter, with the facts that answer the question and nothing else.";
