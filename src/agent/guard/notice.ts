import type { Finding } from "./guard.ts";

const WHAT: Readonly<Record<Finding["kind"], string>> = {
  amount: "an amount, a size or a limit",
  percentage: "a percentage",
  duration: "a length of time",
  date: "a date or a time of day",
  link: "a link to a page that no passage names, or that is not ours",
  email: "an email address",
  phone: "a phone number, or another long number",
  ticket: "the number of a ticket, an order or a document",
  claim: "something it says that we did, are doing or can do, and no tool does. Call the tool first where there is one",
  promise: "a promise that is not yours to give",
  secret: "something that is not for customers, or that nobody may ask them for",
};

/** More would not help to write it again. */
const MOST_TOLD = 8;
const MAX_TEXT = 60;

/**
 * What the model is told of a draft that is not sent. It comes from the system, so it must not carry what somebody else
 * wrote: of the draft's words only figures are repeated, and the first of a sentence of our own kind.
 */
export function noticeOf(findings: readonly Finding[]): string {
  const told = [...new Set(findings.slice(0, MOST_TOLD).map(lineOf))];
  return `Your draft was not sent. No passage, tool result or word of the customer confirms:\n${told.join("\n")}\nWrite the whole reply again without it, from what you have. Where that does not answer the question, say so and offer a human colleague.`;
}

function lineOf({ kind, text }: Finding): string {
  const words = JSON.stringify(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
  switch (kind) {
    case "amount":
    case "percentage":
    case "duration":
    case "date":
    case "phone":
    case "ticket":
    case "claim":
    case "promise":
      return `- ${WHAT[kind]}: ${words}`;
    case "link":
    case "email":
    case "secret":
      return `- ${WHAT[kind]}`;
  }
}

export const TOO_LONG =
  "Your draft was not sent: it is longer than a message on this channel may be. Write it again, shorter, with the facts that answer the question and nothing else.";
