import { describe, expect, it } from "vitest";
import {
  type ComposerAction,
  type ComposerState,
  isSendable,
  noComposer,
  reduceComposer,
} from "../../src/desk/page/state/composer-state.ts";
import { findingWords } from "../../src/desk/page/state/draft-words.ts";
import type { DraftNews } from "../../src/desk/page/state/reduce-draft.ts";
import { draftProblemWords } from "../../src/desk/page/state/send-problem.ts";

const WISH = { text: "Say that it comes on Monday.", mode: "answer", files: [], clientId: "id-1" } as const;
const opened = reduceComposer(noComposer, { kind: "composer_opened", conversationId: "c1", draft: WISH });
const draft = { text: "It comes on Monday.", sources: [], proposals: [], findings: [{ kind: "date", text: "Monday" }] };
const news = (news: DraftNews): ComposerAction => ({ kind: "draft", news });
const written = (conversationId: string) => news({ kind: "written", conversationId, draft });
const failed = (conversationId: string) => news({ kind: "failed", conversationId, words: "No." });
const follow = (...actions: readonly ComposerAction[]): ComposerState => actions.reduce(reduceComposer, opened);
const ASKED = news({ kind: "asked" });
const UNDONE = news({ kind: "undone" });

describe("a draft of the assistant in the composer [COP-6]", () => {
  it("takes the place of the wish, with what is to be known of it", () => {
    const { draft: field, drafting, drafted } = follow(ASKED, written("c1"));
    expect(field).toEqual({ ...WISH, text: draft.text });
    expect({ drafting, drafted }).toEqual({
      drafting: false,
      drafted: { sources: [], proposals: [], findings: draft.findings, before: WISH.text },
    });
  });

  it("goes back to the wish when it is undone, and nothing is undone twice", () => {
    expect(follow(ASKED, written("c1"), UNDONE)).toEqual(opened);
    expect(follow(UNDONE)).toEqual(opened);
  });

  it("is of no conversation but the one it was asked for in", () => {
    const elsewhere: ComposerAction = { kind: "composer_opened", conversationId: "c2", draft: { ...WISH, text: "" } };
    expect(follow(ASKED, elsewhere, written("c1"))).toEqual(follow(elsewhere));
    expect(follow(ASKED, elsewhere, failed("c1"))).toEqual(follow(elsewhere));
  });

  it("cannot be sent before it is there, and what is wrong with it is forgotten when it is sent", () => {
    expect(isSendable(follow(ASKED))).toBe(false);
    expect(isSendable(follow(ASKED, written("c1")))).toBe(true);
    const message = { text: draft.text, internal: false, attachments: [] };
    const sent = follow(
      ASKED,
      written("c1"),
      { kind: "sending" },
      { kind: "acknowledged", conversationId: "c1", message, nextClientId: "id-2" },
    );
    expect(sent).toMatchObject({ drafted: null, draft: { text: "" } });
  });

  it("that there is none of leaves the wish, and says why", () => {
    expect(follow(ASKED, failed("c1"))).toMatchObject({ draft: WISH, drafting: false, notice: "No." });
    expect(draftProblemWords(503, { detail: "There is no draft." })).toBe("There is no draft.");
    expect(draftProblemWords(null, null)).toBe("No connection. Try again.");
    expect(draftProblemWords(500, null)).toBe("The server could not do it. Try again.");
  });

  it("has its findings in words", () => {
    expect(findingWords({ kind: "amount", text: "$777" })).toBe("An amount: $777");
    expect(findingWords({ kind: "of_tomorrow", text: "x" })).toBe("Something: x");
  });
});
