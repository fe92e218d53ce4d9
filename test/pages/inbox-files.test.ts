import { describe, expect, it } from "vitest";
import {
  type ComposerAction,
  type ComposerState,
  isSendable,
  noComposer,
  reduceComposer,
} from "../../src/desk/page/state/composer-state.ts";
import {
  type DraftFile,
  type FileNews,
  type FileState,
  toDraftFile,
  tokensOf,
  uploadProblemWords,
  whyFilesWait,
} from "../../src/desk/page/state/draft-files.ts";

const MB = 1024 * 1024;
const READY: FileState = { kind: "ready", token: "t1" };

const draft = { text: "", mode: "answer", files: [], clientId: "id-1" } as const;
const fresh = reduceComposer(noComposer, { kind: "composer_opened", conversationId: "c1", draft });
const file = (id: string, state: FileState = { kind: "uploading", share: 0 }): DraftFile => ({
  id,
  filename: `${id}.png`,
  size: 10,
  state,
});
const follow = (actions: readonly ComposerAction[], from: ComposerState = fresh) =>
  actions.reduce(reduceComposer, from);
const told = (news: FileNews): ComposerAction => ({ kind: "files", news });
const added = (...files: DraftFile[]) => told({ kind: "added", conversationId: "c1", files });
const changed = (one: DraftFile, conversationId = "c1") => told({ kind: "changed", conversationId, file: one });
const stored = (text: string, files: number): ComposerAction => ({
  kind: "acknowledged",
  conversationId: "c1",
  message: { text, internal: false, attachments: Array.from({ length: files }, () => ({}) as never) },
  nextClientId: "id-2",
});

describe("files of what is written", () => {
  it("may go without words, once all of them are uploaded [MMSO-10]", () => {
    const one = follow([added(file("a"), file("b"))]);
    expect([isSendable(one), whyFilesWait(one.draft.files)]).toEqual([false, "Files are still being uploaded."]);
    const two = follow([changed(file("a", READY)), changed(file("b", { kind: "failed", words: "No." }))], one);
    expect([isSendable(two), whyFilesWait(two.draft.files)]).toEqual([
      false,
      "Take out the files that could not be added.",
    ]);
    const three = follow([told({ kind: "removed", id: "b" })], two);
    expect([isSendable(three), whyFilesWait(three.draft.files)]).toEqual([true, null]);
    expect(tokensOf(three.draft.files)).toEqual(["t1"]);
  });

  it("are gone when they are sent, and those that came meanwhile stay [MMSO-10]", () => {
    const [a, b] = [file("a", READY), file("b", READY)];
    const state = follow([added(a), { kind: "sending" }, added(b), stored("", 1)]);
    expect(state.draft).toEqual({ ...draft, files: [b], clientId: "id-2" });
  });

  it("stay when an earlier version without them was stored [MMSO-10]", () => {
    const a = file("a", READY);
    const state = follow([{ kind: "typed", text: "Hi" }, added(a), { kind: "sending" }, stored("Hi", 0)]);
    expect(state.draft).toMatchObject({ text: "Hi", files: [a] });
    expect(state.notice).toContain("earlier version");
  });

  it("of another conversation change nothing here, and one that comes late is added [MMSO-10]", () => {
    expect(follow([changed(file("a", READY), "c2"), told({ kind: "added", conversationId: "c2", files: [] })])).toEqual(
      fresh,
    );
    expect(follow([changed(file("a", READY))]).draft.files).toEqual([file("a", READY)]);
  });

  it.each<[string, { name: string; size: number }, number, string | null]>([
    ["an ordinary one", { name: "a.png", size: 10 }, 0, null],
    ["one of 16 MB", { name: "a.png", size: 16 * MB }, 9, null],
    ["one of a byte more", { name: "a.png", size: 16 * MB + 1 }, 0, "It is larger than 16 MB."],
    ["the eleventh", { name: "a.png", size: 10 }, 10, "A message has at most 10 files."],
    ["an empty one", { name: "a.png", size: 0 }, 0, "It is empty."],
  ])("are told before they are uploaded whether they may go: %s [MMSO-10]", (_name, about, present, words) => {
    const { state } = toDraftFile(about, present);
    expect(state).toEqual(words === null ? { kind: "uploading", share: 0 } : { kind: "failed", words });
  });

  it.each<[number | null, unknown, string]>([
    [null, null, "No connection."],
    [413, { detail: "The file is too large: 16 MB at most." }, "The file is too large: 16 MB at most."],
    [502, null, "The server could not take it."],
  ])("that are refused say why: %s [MMSO-10]", (status, document, words) => {
    expect(uploadProblemWords(status, document)).toBe(words);
  });
});
