import { describe, expect, it } from "vitest";
import {
  admit,
  afterRequest,
  type BreakerRules,
  type BreakerState,
  CLOSED,
  type Ending,
} from "../../../src/agent/breaker/breaker.ts";
import { withBreaker } from "../../../src/agent/breaker/with-breaker.ts";
import type { BareModel, RequestEnd } from "../../../src/agent/model.ts";
import { CALL } from "../../turns/stage.ts";

const RULES: BreakerRules = { failures: 3, firstMs: 1_000, mostMs: 4_000, accountMs: 60_000 };

/** Requests one after the other, each at its time, with how it ends: what becomes of each, and the state after all. */
function play(...requests: readonly [at: number, ending: Ending][]): { asked: boolean[]; state: BreakerState } {
  let state = CLOSED;
  const asked = requests.map(([at, ending]) => {
    const admission = admit(state, at);
    if (admission.kind === "refuse") return false;
    state = afterRequest(admission.state, { ending, isProbe: admission.isProbe }, at, RULES);
    return true;
  });
  return { asked, state };
}

const down = (...at: number[]): [number, Ending][] => at.map((time) => [time, "overloaded"]);

describe("the breaker", () => {
  it.each<[string, [number, Ending][], boolean[], BreakerState["kind"]]>([
    [
      "stays closed while some requests fail",
      [...down(0, 1), [2, "answered"], ...down(3, 4)],
      Array(5).fill(true),
      "closed",
    ],
    ["opens when several fail in a row", down(0, 1, 2, 3), [true, true, true, false], "open"],
    [
      "whatever their kinds",
      [
        [0, "stalled"],
        [1, "unreachable"],
        [2, "server_error"],
        [3, "answered"],
      ],
      [true, true, true, false],
      "open",
    ],
    [
      "opens at the first word of a spending limit",
      [
        [0, "spend_limit"],
        [59_999, "answered"],
      ],
      [true, false],
      "open",
    ],
    [
      "opens at once when the key or the model will not do",
      [
        [0, "no_access"],
        [1, "answered"],
      ],
      [true, false],
      "open",
    ],
    [
      "asks once when its time is over, and closes at an answer",
      [...down(0, 1, 2), [1_002, "answered"], [1_003, "overloaded"]],
      Array(5).fill(true),
      "closed",
    ],
    [
      "waits twice as long each time that it goes on",
      [...down(0, 1, 2, 1_002), [3_001, "answered"], [3_002, "answered"]],
      [true, true, true, true, false, true],
      "closed",
    ],
    [
      "but never longer than the most",
      [...down(0, 1, 2, 1_002, 3_002, 7_002), [11_001, "answered"], [11_002, "answered"]],
      [true, true, true, true, true, true, false, true],
      "closed",
    ],
    [
      "takes a refused request for a sign of life",
      [...down(0, 1), [2, "refused_request"], ...down(3, 4)],
      Array(5).fill(true),
      "closed",
    ],
    [
      "takes a rate limit and a takeover for nothing",
      [...down(0, 1), [2, "rate_limited"], [2, "broken_off"], [3, "overloaded"], [4, "answered"]],
      [true, true, true, true, true, false],
      "open",
    ],
    [
      "asks again at once when the first request told nothing",
      [...down(0, 1, 2), [1_002, "broken_off"], [1_002, "answered"]],
      Array(5).fill(true),
      "closed",
    ],
  ])("%s [LOOP-1]", (_name, requests, asked, kind) => {
    const played = play(...requests);
    expect(played.asked).toEqual(asked);
    expect(played.state.kind).toBe(kind);
  });

  it("is not moved by what was asked before it opened, but by an answer [LOOP-1]", () => {
    const { state } = play([0, "spend_limit"]);
    expect(afterRequest(state, { ending: "overloaded", isProbe: false }, 5, RULES)).toBe(state);
    expect(afterRequest(state, { ending: "answered", isProbe: false }, 5, RULES)).toEqual(CLOSED);
  });
});

describe("a model behind it", () => {
  const failed: RequestEnd = { kind: "failed", failure: { kind: "unreachable", retryAfterMs: null }, call: CALL };
  const broken: RequestEnd = { kind: "aborted", call: CALL };
  const limits = { signal: new AbortController().signal, totalMs: 1_000, onText() {} };
  const request = (model: string) => ({ model, max_tokens: 10, messages: [] });

  function behind() {
    const ends: Promise<RequestEnd>[] = [];
    const told: string[] = [];
    const blocked: [string, boolean][] = [];
    let now = 0;
    const bare: BareModel = { ask: async () => await (ends.shift() ?? failed) };
    const model = withBreaker(bare, {
      log: {
        error: (_about, message) => void told.push(`error: ${message}`),
        info: (_a, m) => void told.push(`info: ${m}`),
      },
      meter: { modelBlocked: (name, is) => void blocked.push([name, is]) },
      now: () => now,
      rules: RULES,
    });
    const ask = async (name = "one") => (await model.ask(request(name), limits)).kind;
    return { ask, ends, told, blocked, at: (time: number) => (now = time) };
  }

  it("tells somebody once when it opens and once when it is over, and never of another model [LOOP-1]", async () => {
    const { ask, ends, told, blocked, at } = behind();
    for (let n = 0; n < 3; n += 1) await ask();
    expect(await ask()).toBe("not_asked");
    expect(await ask("other")).toBe("failed");
    at(1_000);
    expect(await ask()).toBe("failed");
    expect(await ask()).toBe("not_asked");
    expect(told).toHaveLength(1);
    at(3_000);
    ends.push(Promise.resolve({ kind: "answered", message: {} as never, call: CALL }));
    expect(await ask()).toBe("answered");
    expect(told.map((line) => line.split(":")[0])).toEqual(["error", "info"]);
    expect(blocked).toEqual([
      ["one", true],
      ["one", false],
    ]);
  });

  it("asks one request alone to find out [LOOP-1]", async () => {
    const { ask, ends, at } = behind();
    for (let n = 0; n < 3; n += 1) await ask();
    at(1_000);
    const { promise, resolve } = Promise.withResolvers<RequestEnd>();
    ends.push(promise);
    const probe = ask();
    expect(await ask()).toBe("not_asked");
    resolve(broken);
    expect(await probe).toBe("aborted");
    expect(await ask()).toBe("failed");
  });
});
