import { describe, expect, it } from "vitest";
import { type ChatNews, NOTHING_YET, stateAfter } from "../../channels/widget/page/chat-state.ts";
import { timeline } from "../../channels/widget/page/timeline.ts";
import { message } from "./widget-messages.ts";

const dayOf = (at: string): string => at.slice(0, 10);
const items = (...news: ChatNews[]) => timeline(news.reduce(stateAfter, NOTHING_YET), dayOf);
const comes = (seq: number, more = {}): ChatNews => ({ kind: "message", message: message(seq, more) });
const streams = (text: string): ChatNews => ({ kind: "delta", delta: { turnId: "turn", offset: 0, text } });
const written: ChatNews = {
  kind: "written",
  outgoing: { clientId: "mine", text: "Hi", files: [], at: "", failure: null },
};

describe("the transcript", () => {
  it("begins each day with its name", () => {
    const kinds = items(comes(1), comes(2), comes(3, { at: "2026-11-27T00:01:00.000Z" })).map(({ kind }) => kind);
    expect(kinds).toEqual(["day", "message", "message", "day", "message"]);
  });

  it("names the author of what stands together once", () => {
    const authors = [
      comes(1, { author: "assistant" }),
      comes(2, { author: "assistant" }),
      comes(3, { author: "operator" }),
      comes(4, { author: "system" }),
      comes(5, { author: "operator" }),
      comes(20, { author: "operator" }),
    ];
    const firsts = items(...authors).map((item) => (item.kind === "message" ? item.isFirst : item.kind));
    expect(firsts).toEqual(["day", true, false, true, "line", true, true]);
  });

  it("has what is being sent and written at its end", () => {
    expect(items(streams("Hel"), written, comes(1)).map(({ kind }) => kind)).toEqual([
      "day",
      "message",
      "outgoing",
      "stream",
    ]);
  });

  it("keeps an answer and an own message where they were when they are finished [CHAT-2]", () => {
    const before = items(written, streams("Hel")).map(({ key }) => key);
    const finished = items(
      comes(1, { externalId: "visitor:x/mine" }),
      comes(2, { author: "assistant", turnId: "turn" }),
    ).map(({ key }) => key);
    expect(finished.slice(1)).toEqual(before);
  });
});
