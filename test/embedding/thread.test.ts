import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { promisify } from "node:util";
import type { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import type { EngineName } from "../../src/embedding/local/engine.ts";
import { LocalEmbedder } from "../../src/embedding/local/local-embedder.ts";
import { openEngine } from "../../src/embedding/local/open-engine.ts";
import { openWasmEngine } from "../../src/embedding/local/wasm-engine.ts";
import { temporaryFolder } from "../database/temporary-folder.ts";
import { until } from "../harness/until.ts";
import { collectLog } from "./collect-log.ts";

const PASSAGE = "Refunds arrive within five working days, on the card that was charged. ".repeat(12);
const open: LocalEmbedder[] = [];
afterEach(() => Promise.all(open.splice(0).map((embedder) => embedder.close())));

function create(options: { readonly engines?: readonly EngineName[]; readonly patienceMs?: number } = {}) {
  const { log, lines } = collectLog();
  const embedder = new LocalEmbedder({ log, ...options });
  open.push(embedder);
  return { embedder, lines };
}

/** The thread that is started next. */
function nextThread(): Promise<Worker> {
  return new Promise((resolve) => process.once("worker", resolve));
}

const SOURCE = new URL("../../src/embedding/create-embedder.ts", import.meta.url).href;

/** What a program prints that uses an `embedder`. Fails when it does not end by itself. */
async function runProgram(code: string, flags: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const program = `
    import { createEmbedder } from ${JSON.stringify(SOURCE)};
    const embedder = createEmbedder({ voyage: null, log: { info() {}, warn() {} } });
    ${code};
  `;
  const options = { timeout: 20_000, env: { ...process.env, ...env } };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, "--input-type=module", "-e", program],
    options,
  );
  return stdout;
}

describe("the thread of the local model", () => {
  it("answers a question before passages that wait longer [EMB-4]", async () => {
    const { embedder } = create();
    const order: string[] = [];
    const passages = embedder.passages(Array(embedder.batch).fill(PASSAGE)).then(() => order.push("passages"));
    await embedder.question("When is my refund here?");
    order.push("question");
    await passages;
    expect(order).toEqual(["question", "passages"]);
  });

  it.each(["before", "while"])("lets go of a caller who gives up %s it waits [EMB-4]", async (when) => {
    const { embedder } = create();
    const giveUp = new AbortController();
    if (when === "before") giveUp.abort(new Error("no matter"));
    const ahead = embedder.passages([PASSAGE]);
    const waiting = embedder.passages([PASSAGE, PASSAGE], giveUp.signal);
    const asking = embedder.question("Where is it?", giveUp.signal);
    giveUp.abort(new Error("no matter"));
    await expect(waiting).rejects.toThrow("no matter");
    await expect(asking).rejects.toThrow("no matter");
    expect(await ahead).toHaveLength(1);
    expect(await embedder.question("Is it well?")).toHaveLength(384);
  });

  it("that is killed takes what it had along, says so, rests and comes again [EMB-5]", async () => {
    const { embedder, lines } = create();
    const thread = nextThread();
    await embedder.question("warm");
    const all = [embedder.passages(Array(4).fill(PASSAGE)), embedder.question("And mine?")];
    await (await thread).terminate();
    const settled = await Promise.allSettled(all);
    for (const outcome of settled)
      expect(outcome).toMatchObject({
        status: "rejected",
        reason: { name: "EmbeddingError", code: "unavailable", retryable: true, retryAfterMs: 250 },
      });

    const vector = await until("a thread that embeds again", () => embedder.question("Again?").catch(() => null));
    expect(vector).toHaveLength(384);
    expect(lines.map(({ msg }) => msg)).toEqual(["local embeddings are ready", "embedding thread lost"]);
    expect(JSON.stringify(lines)).not.toMatch(/Refunds|mine/);
  });

  it("that never gets up is tried ever more seldom [EMB-5]", async () => {
    // An engine that no machine has: the thread ends while it starts.
    const { embedder, lines } = create({ engines: ["none" as EngineName] });
    const pauses = () => lines.map(({ pauseMs }) => pauseMs);
    let started = 0;
    const count = () => {
      started += 1;
    };
    process.on("worker", count);
    await until("the third attempt", async () => {
      await expect(embedder.question("Anybody?")).rejects.toMatchObject({ code: "unavailable", retryable: true });
      return pauses().length === 3;
    });
    process.off("worker", count);
    expect(pauses()).toEqual([250, 500, 1_000]);
    expect(started).toBe(3);
  });

  it("that does not answer is given up and ended [EMB-5]", async () => {
    // No machine loads a model so fast.
    const { embedder, lines } = create({ patienceMs: 1 });
    const thread = nextThread();
    const asking = embedder.question("Anybody?");
    const ended = thread.then((worker) => new Promise((resolve) => worker.once("exit", resolve)));
    await expect(asking).rejects.toMatchObject({ code: "timeout", retryable: true, retryAfterMs: 250 });
    await ended;
    expect(lines).toMatchObject([{ msg: "embedding thread lost", pauseMs: 250 }]);
  });

  it("that a machine does not give is one that is lost [EMB-5]", async () => {
    const asking = `embedder.question("Anybody?").catch(({ code, retryable, cause }) => console.log(code, retryable, cause.code))`;
    const flags = ["--permission", "--allow-fs-read=*"];
    expect(await runProgram(asking, flags)).toBe("unavailable true ERR_ACCESS_DENIED\n");
  });

  it("ends with the embedder, and so does what waits [EMB-6]", async () => {
    const { embedder } = create();
    const thread = await Promise.all([nextThread(), embedder.question("warm")]).then(([worker]) => worker);
    const ended = new Promise((resolve) => thread.once("exit", resolve));
    const waiting = embedder.passages(Array(4).fill(PASSAGE));
    const closing = embedder.close();
    await expect(waiting).rejects.toMatchObject({ code: "closed", retryable: false });
    await Promise.all([closing, embedder.close(), ended]);
    await expect(embedder.question("Still there?")).rejects.toMatchObject({ code: "closed" });
  });

  it.each([
    ["loads", "", 100],
    ["computes", `await embedder.question("warm")`, 12],
  ])("may be closed while it %s, and the process goes on [EMB-6]", async (_name, before, ms) => {
    const closing = `setTimeout(() => embedder.close().then(() => console.log("closed")), ${ms})`;
    const work = `embedder.passages(Array(8).fill(${JSON.stringify(PASSAGE)})).catch(({ code }) => console.log(code))`;
    expect(await runProgram(`${before}; ${work}; ${closing}`)).toBe("closed\nclosed\n");
  });

  it("is not started for an embedder that nobody asks [EMB-6]", async () => {
    let started = 0;
    const count = () => {
      started += 1;
    };
    process.on("worker", count);
    const { embedder } = create();
    await embedder.passages([]);
    await embedder.close();
    process.off("worker", count);
    expect(started).toBe(0);
  });

  it("tells nobody that it runs, and leaves no file behind [EMB-12]", async () => {
    const folder = temporaryFolder();
    const work = `embedder.question("one").then(() => embedder.close()).then(() => console.log("closed"))`;
    const env = { TMPDIR: folder.path, ORT_DISABLE_TELEMETRY: undefined };
    expect(await runProgram(work, [], env)).toBe("closed\n");
    expect(readdirSync(folder.path)).toEqual([]);
    folder.remove();
  });

  it("keeps a process as long as it works, and no longer [EMB-6]", async () => {
    const work = `embedder.passages(["one", "two"]).then((vectors) => console.log(vectors.length))`;
    expect(await runProgram(work)).toBe("2\n");
  });
});

describe("where ONNX Runtime does not run", () => {
  it("WebAssembly does [EMB-7]", async () => {
    const musl = Object.assign(new Error("libonnxruntime.so.1: cannot open shared object file"), {
      code: "ERR_DLOPEN_FAILED",
    });
    const broken = { name: "onnx-runtime", embed: () => Promise.reject(new Error("Illegal operator")) } as const;
    const { engine, failures } = await openEngine([
      () => Promise.reject(musl),
      () => Promise.resolve(broken),
      openWasmEngine,
    ]);
    expect(engine.name).toBe("wasm");
    expect(failures).toEqual([musl, new Error("Illegal operator")]);
  });

  it("and WebAssembly neither, that is an error [EMB-7]", async () => {
    await expect(openEngine([() => Promise.reject(new Error("no"))])).rejects.toThrow(
      "No engine for embeddings runs here",
    );
  });

  it.each(["at once", "while it computes"])(
    "is no hindrance to a process that ends %s by itself [EMB-13]",
    async (when) => {
      const exit = when === "at once" ? "process.exit(7)" : "setTimeout(() => process.exit(7), 30)";
      const busy = `void embedder.passages(Array(embedder.batch).fill(${JSON.stringify(PASSAGE)})).catch(() => {});`;
      const ready = when === "at once" ? "" : 'await embedder.question("Are you there?");';
      await expect(runProgram(`${ready} ${busy} ${exit}`)).rejects.toMatchObject({ code: 7, signal: null });
    },
  );
});
