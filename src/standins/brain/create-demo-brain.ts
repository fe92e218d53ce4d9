import { type Brain, type Reply, reply, text, toolUse } from "../messages/reply.ts";
import { buildAnswer, handedOver, type Situation } from "./build-answer.ts";
import { composeAnswer } from "./compose-answer.ts";
import { fillSchema } from "./fill-schema.ts";
import { type Fact, type Found, findFacts } from "./find-facts.ts";
import { ESCALATE, LOOKUP, nextCalls } from "./next-calls.ts";
import { saysOnlyNoHelp } from "./no-help.ts";
import { type Asked, clausesOf, questionsIn } from "./questions.ts";
import { type FoundResult, isDeclared, type Reading, readRequest, wasCalled } from "./read-request.ts";
import { summary, wantsSummary } from "./sum-up.ts";
import { type TicketNeed, ticketNeedIn } from "./ticket-need.ts";
import { earlierTicket, ticketOfTurn } from "./tickets-open.ts";

/**
 * A stand-in for the model, for running without a key: it answers from the search results of the request and calls the
 * tools that are declared, by rules. It invents nothing: every figure is the results', the customer's or a tool's.
 */
export function createDemoBrain(): Brain {
  return (request) => {
    const reading = readRequest(request);
    const words = reading.asked.join("\n");
    const format = request.output_config?.format;
    if (format) return reply(text(JSON.stringify(fillSchema(format.schema, words))));

    if (wantsSummary(request)) return summary(reading);
    const forced = reading.forced === null ? null : forcedCall(reading.forced, reading, words);
    return forced ?? respond(reading);
  };
}

/** Results that have less of a question make it worth searching again in other words. */
const SURE_SHARE = 0.5;
const SURE_FOR_FAULT = 0.7;
/** How many sentences, steps or rows an answer quotes at most. By SMS its length decides. */
const MIN_UNITS = 3;
const MAX_UNITS = { sms: 4, widget: 5, email: 8 } as const;

function respond(reading: Reading): Reply {
  if (reading.handedOver) return composeAnswer(handedOver(reading), reading);

  const situation = toSituation(reading);
  const { need, answers } = situation;
  const unsure = answers.find((one) =>
    need?.lastResort === true ? !hasSteps(one) || sureShare(one, reading) < SURE_SHARE : one.share < SURE_SHARE,
  );
  const searchesFirst = need?.lastResort === true && unsure !== undefined && maySearch(reading);
  const isSettled = situation.ticket !== null || searchesFirst || answersItself(situation);
  const searches = (need === null || need.lastResort) && !saysOnlyNoHelp(reading) && !wasCalled(reading, ESCALATE);
  const calls = nextCalls(reading, isSettled ? null : need, searches ? unsure?.question : undefined);
  return calls.length > 0 ? reply(...calls) : composeAnswer(buildAnswer(reading, situation), reading);
}

function toSituation(reading: Reading): Situation {
  const need = saysOnlyNoHelp(reading) ? null : ticketNeedIn(reading.asked);
  const isStuck = need?.lastResort === true;
  const questions = questionsIn(reading).map((one): Asked => (isStuck ? { ...one, wants: one.wants ?? "steps" } : one));
  const most = Math.max(MIN_UNITS, Math.floor(MAX_UNITS[reading.channel ?? "widget"] / Math.max(1, questions.length)));
  const answers = questions.map((question) => ({ question, ...factsFor(question, reading.results, most) }));
  return {
    need,
    ticket: ticketOfTurn(reading) ?? (need === null ? null : earlierTicket(reading, need)),
    answers: need === null ? answers : answers.map((one) => ({ ...one, facts: factsBeside(need, one) })),
  };
}

/** How much is known of what somebody is stuck with: haste and bad timing are told along with it, and no page has them. */
function sureShare({ question, share }: Situation["answers"][number], { results }: Reading): number {
  return Math.max(share, ...clausesOf(question).map((clause) => findFacts(clause, results, 1).share));
}

/** Beside a ticket only what surely belongs to the matter is of use, and of one page. */
function factsBeside(need: TicketNeed, { facts, share }: Found): readonly Fact[] {
  const isSure = need.kind !== "fault" || need.lastResort || share >= SURE_FOR_FAULT;
  return isSure ? facts.slice(0, 1) : [];
}

/** Of a question that nothing answers as a whole, what is known of its parts. */
function factsFor(question: Asked, results: readonly FoundResult[], most: number): Found {
  const whole = findFacts(question, results, most);
  if (whole.facts.length > 0) return whole;
  const parts = clausesOf(question).map((clause) => findFacts(clause, results, most));
  return parts.find((part) => part.facts.length > 0) ?? whole;
}

/** What the help pages solve needs no ticket. */
function answersItself({ need, answers }: Situation): boolean {
  return need?.lastResort === true && answers.some(({ facts }) => facts.length > 0);
}

/** Somebody who is stuck needs to know what to do, not only how things are. */
function hasSteps({ facts }: Found): boolean {
  return facts.some(({ units }) => units.some((unit) => unit.kind === "step"));
}

function maySearch(reading: Reading): boolean {
  return isDeclared(reading, LOOKUP) && !wasCalled(reading, LOOKUP);
}

/** Null when the tool that must be called has been called already, or there is none. */
function forcedCall(name: string, reading: Reading, words: string): Reply | null {
  const tool = reading.tools.find((one) => one.name === name) ?? (name === "any" ? reading.tools[0] : undefined);
  if (tool === undefined) return null;
  return reply(toolUse(tool.name, fillSchema(tool.input_schema, words) as Record<string, unknown>));
}
