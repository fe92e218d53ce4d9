import type { Answer } from "./compose-answer.ts";
import { escalationNeedIn } from "./escalation-need.ts";
import type { Fact, Found } from "./find-facts.ts";
import { languageOf } from "./languages.ts";
import { ESCALATE, TICKET } from "./next-calls.ts";
import { saysOnlyNoHelp } from "./no-help.ts";
import { phrasesIn, QUESTIONS, SORRY } from "./phrases.ts";
import type { Asked } from "./questions.ts";
import type { Reading } from "./read-request.ts";
import { smallTalkIn } from "./small-talk.ts";
import type { TicketNeed } from "./ticket-need.ts";
import { latestTicket, type OpenTicket, ticketOfTurn } from "./tickets-open.ts";

/** Where a turn stands when no tool is to be called any more. */
export interface Situation {
  readonly need: TicketNeed | null;
  /** The ticket for that need, from this turn or an earlier one. */
  readonly ticket: OpenTicket | null;
  readonly answers: readonly (Found & { readonly question: Asked })[];
}

const REFUSED =
  "This needs a human colleague, and I can't hand you over from here. Please get in touch with our support team directly.";
const ESCALATION_FAILED =
  "I tried to bring in a human colleague, but that didn't work just now. Please write again in a little while.";
const TICKET_FAILED = "I couldn't open a ticket just now. Would you like me to bring in a human colleague?";
const WITHOUT_TICKET = "Our team has to look into this. Would you like me to bring in a human colleague?";
const IF_NOT = "If that doesn't work, tell me and I'll bring in a human colleague.";

/** An identifier such as an order number, which our team asks for. */
const IDENTIFIER = /#\s?\w{3,}|\b[A-Za-z]{2,}[-_]\w*\d\w*|\b\d{5,}\b|\S+@\S+\.\S+/;
/** How much of a question is quoted back. */
const QUOTE_LENGTH = 60;

export function buildAnswer(reading: Reading, situation: Situation): Answer {
  const phrases = phrasesIn(languageOf(reading.asked.join(" ")));
  if (hasEscalated(reading)) return handedOver(reading);
  const failed = reading.calls.find((call) => call.tool === ESCALATE);
  if (failed !== undefined) return only(ESCALATION_FAILED);
  if (escalationNeedIn(reading) !== null) return only(REFUSED);

  const { need, answers } = situation;
  if (saysOnlyNoHelp(reading)) return only(phrases.noHelp);
  const facts = distinct(answers.flatMap((one) => one.facts));
  if (need === null && answers.length === 0) return only(smallTalk(reading));
  if (need === null && facts.length === 0)
    return isInformation(reading) ? thanksFor(reading) : only(phrases.nothingFound);

  const missing = facts.length > 0 ? answers.filter((one) => one.facts.length === 0) : [];
  const notFound = missing.map(
    ({ question }) => `I found nothing about "${shortened(question.text)}" in our help centre.`,
  );
  return {
    opening: openingFor(situation, facts),
    facts,
    closing: [...notFound, ...closingFor(reading, situation, facts)],
  };
}

/** What is said when a human takes over. */
export function handedOver(reading: Reading): Answer {
  const phrases = phrasesIn(languageOf(reading.asked.join(" ")));
  const urgent = reading.calls.some(
    (call) => call.tool === ESCALATE && (call.input as { priority?: unknown }).priority === "urgent",
  );
  const ticket = ticketOfTurn(reading);
  const words = urgent ? phrases.handedOverUrgent : phrases.handedOver;
  return only(ticket === null ? words : `${words} (${ticket.number})`);
}

function hasEscalated(reading: Reading): boolean {
  return reading.calls.some((call) => call.tool === ESCALATE && !call.failed);
}

function openingFor({ need, ticket }: Situation, facts: readonly Fact[]): string[] {
  if (need === null) return [];
  if (need.lastResort && facts.length > 0) return need.severity === "high" ? ["Sorry, that is bad timing."] : [];
  if (ticket === null) return [SORRY[need.kind]];
  const told = ticket.old
    ? `Your ticket ${ticket.number} for this is already open.`
    : `I've opened ticket ${ticket.number} so that our team can look into it.`;
  return [SORRY[need.kind], told];
}

function closingFor(reading: Reading, { need, ticket }: Situation, facts: readonly Fact[]): string[] {
  if (need === null) return [];
  if (need.lastResort && facts.length > 0) return [IF_NOT];
  if (ticket === null) {
    const failed = reading.calls.some((call) => call.tool === TICKET && call.failed);
    return [failed ? TICKET_FAILED : WITHOUT_TICKET];
  }
  const question = QUESTIONS[need.kind];
  const known =
    IDENTIFIER.test(reading.asked.join(" ")) || reading.said.some((one) => question !== null && one.includes(question));
  return question === null || known ? [] : [question];
}

function smallTalk(reading: Reading): string {
  const phrases = phrasesIn(languageOf(reading.asked.join(" ")));
  if (reading.asked.every((message) => message.trim() === "")) return phrases.empty;
  const kinds = reading.asked.map(smallTalkIn);
  switch (kinds.findLast((kind) => kind !== "nothing" && kind !== null)) {
    case "greeting":
      return phrases.greeting;
    case "thanks":
      return phrases.thanks;
    case "farewell":
      return phrases.farewell;
    case "identity":
      return phrases.identity;
    case "solved":
      return phrases.solved;
    case "no":
      return phrases.declined;
    default:
      return phrases.unclear;
  }
}

/** An order number or the like, sent after we asked for it. */
function isInformation(reading: Reading): boolean {
  const asked = Object.values(QUESTIONS).some(
    (question) => question !== null && reading.said.some((one) => one.includes(question)),
  );
  return asked && IDENTIFIER.test(reading.asked.join(" "));
}

function thanksFor(reading: Reading): Answer {
  const ticket = latestTicket(reading);
  const where =
    ticket === null
      ? "where our team can see it"
      : `where the colleagues working on ticket ${ticket.number} can see it`;
  return only(`Thank you, that helps. It is in this conversation now, ${where}.`);
}

function only(words: string): Answer {
  return { opening: [words], facts: [], closing: [] };
}

/** No sentence twice, though several questions may lead to it. */
function distinct(facts: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return facts.flatMap((fact) => {
    const units = fact.units.filter((unit) => !seen.has(unit.text));
    for (const unit of units) seen.add(unit.text);
    return units.length === 0 ? [] : [{ ...fact, units }];
  });
}

function shortened(words: string): string {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length <= QUOTE_LENGTH ? line : `${line.slice(0, QUOTE_LENGTH).replace(/\s+\S*$/, "")}…`;
}
