import { describe, expect, it } from "vitest";
import type { StoredMessage, StoredTurn } from "../../src/transcripts/read-conversations.ts";
import { toTurns } from "../../src/transcripts/to-turns.ts";
import { parseTranscriptOptions } from "../../src/transcripts/transcript-options.ts";

const message = (seq: number, author: StoredMessage["author"], turnId: string | null = null): StoredMessage => ({
  conversationId: "c",
  seq,
  engagement: 1,
  author,
  internal: false,
  turnId,
  fromAddress: null,
  class: "human",
  text: "",
  sources: [],
  at: new Date(0),
});
// What is not looked at is left out.
const turn = (id: string, upToSeq: number) => ({ id, upToSeq }) as StoredTurn;

const parts = (messages: readonly StoredMessage[], turns: readonly StoredTurn[]) =>
  toTurns(messages, turns).map(({ turn, messages }) => [turn?.id ?? null, messages.map(({ seq }) => seq)]);

describe("the messages of a conversation", () => {
  it("belong to the turn that answers them [EVAL-8]", () => {
    const messages = [
      message(1, "customer"),
      message(2, "customer"),
      message(4, "assistant", "a"),
      message(5, "customer"),
      message(6, "system", "b"),
    ];
    expect(parts(messages, [turn("a", 2), turn("b", 5)])).toEqual([
      ["a", [1, 2, 4]],
      ["b", [5, 6]],
    ]);
  });

  it("belong to none where a human has answered, or nobody yet [EVAL-8]", () => {
    const messages = [
      message(1, "customer"),
      message(2, "system", "a"),
      message(3, "customer"),
      message(4, "operator"),
      message(5, "customer"),
      message(6, "assistant", "b"),
      message(7, "customer"),
    ];
    expect(parts(messages, [turn("a", 1), turn("b", 5)])).toEqual([
      ["a", [1, 2]],
      [null, [3, 4]],
      ["b", [5, 6]],
      [null, [7]],
    ]);
  });

  it("belong to one turn each, whatever is written while it runs [EVAL-8]", () => {
    const note = { ...message(3, "operator"), internal: true };
    const answers = [message(4, "assistant", "a"), message(5, "assistant", "b")];
    expect(
      parts([message(1, "customer"), message(2, "customer"), note, ...answers], [turn("a", 1), turn("b", 2)]),
    ).toEqual([
      ["a", [1, 4]],
      ["b", [2, 5]],
      [null, [3]],
    ]);
  });

  it("are none [EVAL-8]", () => {
    expect(parts([], [])).toEqual([]);
  });
});

describe("the options of the export", () => {
  it("are a day, and where to [EVAL-8]", () => {
    expect(parseTranscriptOptions(["--since", "2026-11-01", "--out", "x.jsonl", "--with-notes"])).toEqual({
      since: new Date("2026-11-01T00:00:00Z"),
      out: "x.jsonl",
      withNotes: true,
    });
    expect(parseTranscriptOptions(["--since=2026-11-01T12:00:00+01:00"])).toEqual({
      since: new Date("2026-11-01T11:00:00Z"),
      out: null,
      withNotes: false,
    });
  });

  it.each([[[]], [["--since", "yesterday"]], [["--since", "2026-13-01"]], [["--since", "7"]]])(
    "%j is refused in words [EVAL-8]",
    (args) => {
      expect(() => parseTranscriptOptions(args)).toThrow("--since takes a date such as 2026-11-01 (UTC)");
    },
  );
});
