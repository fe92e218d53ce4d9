import { describe, expect, it } from "vitest";
import {
  type ComposerAction,
  type ComposerState,
  type Draft,
  isSendable,
  noComposer,
  reduceComposer,
} from "../../src/desk/page/state/composer-state.ts";
import { actProblemWords, type SendProblem, toSendProblem } from "../../src/desk/page/state/send-problem.ts";
import { signInWords } from "../../src/desk/page/state/sign-in-words.ts";

const draft: Draft = { text: "", mode: "answer", files: [], clientId: "id-1" };
const fresh = reduceComposer(noComposer, { kind: "composer_opened", conversationId: "c1", draft });
const follow = (actions: readonly ComposerAction[], from: ComposerState = fresh) =>
  actions.reduce(reduceComposer, from);
const typed = (text: string): ComposerAction => ({ kind: "typed", text });
const stored = (text: string, internal = false): ComposerAction => ({
  kind: "acknowledged",
  conversationId: "c1",
  message: { text, internal, attachments: [] },
  nextClientId: "id-2",
});
const failed = (problem: SendProblem): ComposerAction => ({
  kind: "not_sent",
  conversationId: "c1",
  problem,
  nextClientId: "id-2",
});
const SENDING: ComposerAction = { kind: "sending" };
const unclear: SendProblem = { kind: "unclear", words: "No connection." };
const refused: SendProblem = { kind: "refused", words: "Too long." };

describe("what is written [INBOX-2]", () => {
  it.each<[string, ComposerAction[], Draft]>([
    ["is gone when it is stored", [typed("Hi"), SENDING, stored("Hi")], { ...draft, clientId: "id-2" }],
    [
      "is compared without the blanks that the server cuts",
      [typed(" Hi\n"), SENDING, stored("Hi")],
      { ...draft, clientId: "id-2" },
    ],
    [
      "stays under its id when nobody knows whether it is stored",
      [typed("Hi"), SENDING, failed(unclear)],
      { ...draft, text: "Hi" },
    ],
    [
      "is one message after a retry",
      [typed("Hi"), SENDING, failed(unclear), SENDING, stored("Hi")],
      { ...draft, clientId: "id-2" },
    ],
    [
      "gets another id when it is certain that nothing is stored",
      [typed("Hi"), SENDING, failed(refused)],
      { ...draft, text: "Hi", clientId: "id-2" },
    ],
    [
      "goes on while it is sent",
      [typed("Hi"), SENDING, typed("Hi there"), stored("Hi")],
      { ...draft, text: "Hi there", clientId: "id-2" },
    ],
    [
      "is another message when an earlier version was stored",
      [typed("Hi"), SENDING, failed(unclear), typed("Hello"), SENDING, stored("Hi")],
      { ...draft, text: "Hello", clientId: "id-2" },
    ],
    [
      "is a note when it is switched, under the same id",
      [typed("Hi"), { kind: "mode", mode: "note" }],
      { ...draft, text: "Hi", mode: "note" },
    ],
  ])("%s", (_name, actions, expected) => {
    expect(follow(actions).draft).toEqual(expected);
  });

  it("says that an earlier version was sent, and what is seen is not", () => {
    const state = follow([typed("Hi"), SENDING, failed(unclear), typed("Hello"), SENDING, stored("Hi")]);
    expect(state.notice).toContain("earlier version");
    expect(isSendable(state)).toBe(true);
  });

  it("is not mistaken for a note that was stored under its id", () => {
    const state = follow([typed("Hi"), SENDING, failed(unclear), SENDING, stored("Hi", true)]);
    expect(state.draft).toEqual({ ...draft, text: "Hi", clientId: "id-2" });
  });

  it("is not touched by the answer to what was written elsewhere", () => {
    const state = follow([typed("Hi")]);
    expect(follow([{ ...stored("Hi"), conversationId: "c2" } as ComposerAction], state)).toBe(state);
    expect(follow([{ ...failed(refused), conversationId: "c2" } as ComposerAction], state)).toBe(state);
  });

  it.each<[string, ComposerAction[], boolean]>([
    ["something written", [typed("Hi")], true],
    ["nothing", [], false],
    ["blanks", [typed(" \n")], false],
    ["what is on its way", [typed("Hi"), SENDING], false],
    ["what came back", [typed("Hi"), SENDING, failed(unclear)], true],
  ])("may be sent, if it is %s: %#", (_name, actions, expected) => {
    expect(isSendable(follow(actions))).toBe(expected);
  });
});

describe("a refused answer [INBOX-3]", () => {
  it.each<[string, number | null, unknown, SendProblem["kind"], string]>([
    ["no answer", null, null, "unclear", "No connection"],
    ["a failure of the server", 502, null, "unclear", "Nothing is lost"],
    ["newer messages", 409, { detail: "There are newer messages.", seq: 7 }, "stale", "written meanwhile"],
    [
      "a colleague",
      409,
      { detail: "Another operator has it.", assignee: "lee@example.com" },
      "owned",
      "lee@example.com",
    ],
    ["an opt-out", 409, { detail: "The customer opted out on 2026-11-26.", optedOut: true }, "opted_out", "2026-11-26"],
    ["a closed conversation", 409, { detail: "The conversation is closed.", assignee: null }, "refused", "closed"],
    ["a channel that is off", 409, { detail: "The channel is not turned on." }, "refused", "not turned on"],
    ["a text that is not valid", 400, { detail: "text: is too long" }, "refused", "too long"],
    ["a page of some proxy", 403, null, "refused", "403"],
  ])("because of %s says so", (_name, answered, document, kind, words) => {
    const problem = toSendProblem(answered, document, 5);
    expect(problem.kind).toBe(kind);
    expect(problem.words).toContain(words);
  });

  it("because of newer messages says from where on they are", () => {
    expect(toSendProblem(409, { seq: 7 }, 5)).toMatchObject({ basedOnSeq: 5 });
  });
});

it.each<[string, number | null, unknown, string]>([
  ["who was faster", 409, { assignee: "lee@example.com" }, "lee@example.com has this conversation already."],
  [
    "the server's own words",
    409,
    { detail: "The conversation is closed.", assignee: null },
    "The conversation is closed.",
  ],
  ["that there is no connection", null, null, "No connection. Try again."],
  ["that the server could not", 500, { detail: "Something went wrong." }, "The server could not do it. Try again."],
])("a refused claim says %s [INBOX-3]", (_name, status, document, expected) => {
  expect(actProblemWords(status, document)).toBe(expected);
});

it.each<[string, number | null, unknown, string]>([
  ["a wrong password", 401, {}, "wrong"],
  ["too many attempts", 429, { retryAfterSeconds: 840 }, "in 14 minutes"],
  ["a minute to wait", 429, { retryAfterSeconds: 20 }, "in a minute"],
  ["no word on how long to wait", 429, null, "later"],
  ["no connection", null, null, "No connection"],
  ["a broken server", 503, {}, "The server has a problem"],
])("a refused sign-in tells of %s", (_name, status, document, expected) => {
  expect(signInWords(status, document)).toContain(expected);
});
