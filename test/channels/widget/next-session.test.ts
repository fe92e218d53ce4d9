import { expect, it } from "vitest";
import { nextSession } from "../../../channels/widget/next-session.ts";
import type { Identity, WidgetUser } from "../../../channels/widget/read-identity.ts";
import type { OpenSession } from "../../../channels/widget/sessions.ts";
import { threadKey } from "../../../src/contract/index.ts";

const ANN: WidgetUser = { sub: "ann", email: "ann@example.com", name: "Ann" };
const BOB: WidgetUser = { sub: "bob", email: null, name: null };
const RENAMED: WidgetUser = { ...ANN, name: "Ann B." };

const session = (user: WidgetUser | null): OpenSession => ({
  token: "token",
  id: "id",
  session: { visitor: "v", thread: threadKey("t"), user },
  writtenAt: 0,
});
const STRANGER = session(null);
const OF_ANN = session(ANN);

const valid = (user: WidgetUser): Identity => ({ kind: "valid", user });
const expired = (sub: string): Identity => ({ kind: "expired", sub });

it.each<[string, OpenSession | null, Identity, object]>([
  ["nobody with nothing", null, { kind: "none" }, { kind: "begin" }],
  ["nobody with a good token", null, valid(ANN), { kind: "begin_for", user: ANN }],
  ["nobody with a bad token", null, { kind: "refused" }, { kind: "begin" }],
  ["nobody with an old token", null, expired("ann"), { kind: "begin" }],
  ["a visitor again", STRANGER, { kind: "none" }, { kind: "continue", known: STRANGER }],
  ["a visitor who is identified", STRANGER, valid(ANN), { kind: "identify", known: STRANGER, user: ANN }],
  ["a visitor with a bad token", STRANGER, { kind: "refused" }, { kind: "continue", known: STRANGER }],
  ["a visitor with an old token", STRANGER, expired("ann"), { kind: "continue", known: STRANGER }],
  ["a customer again, by his session", OF_ANN, { kind: "none" }, { kind: "continue", known: OF_ANN }],
  ["a customer again, with his token", OF_ANN, valid(ANN), { kind: "continue", known: OF_ANN }],
  ["a customer with another name", OF_ANN, valid(RENAMED), { kind: "update", known: OF_ANN, user: RENAMED }],
  ["a customer whose token has expired", OF_ANN, expired("ann"), { kind: "continue", known: OF_ANN }],
  ["another customer", OF_ANN, valid(BOB), { kind: "replace", known: OF_ANN, user: BOB }],
  ["another customer whose token has expired", OF_ANN, expired("bob"), { kind: "begin" }],
  ["a customer with a bad token", OF_ANN, { kind: "refused" }, { kind: "begin" }],
])("%s", (_name, known, identity, expected) => {
  expect(nextSession(known, identity)).toEqual(expected);
});
