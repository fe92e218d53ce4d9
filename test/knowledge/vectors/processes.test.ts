import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { until } from "../../harness/until.ts";
import { setStage } from "./stage.ts";
import { byHash, textsAbout } from "./texts.ts";
import { createWordEmbedder, failure, forever, type WordEmbedder } from "./word-embedder.ts";

const PROGRAM = fileURLToPath(new URL("programs/make-vectors.ts", import.meta.url));

const stage = setStage();

/** The model as each of two processes has it. */
function two(batch = 4): readonly [WordEmbedder, WordEmbedder] {
  const model = stage.model();
  return [createWordEmbedder({ model, batch }), createWordEmbedder({ model, batch })];
}

describe("of two processes that want the same", () => {
  it("one makes, each text once, and both have all [VEC-2]", async () => {
    const [here, there] = two();
    const texts = textsAbout("both", 30);
    const first = stage.open({ embedders: [here] });
    const second = stage.open({ embedders: [there], database: stage.other });
    first.want(byHash(texts));
    second.want(byHash(texts));
    await Promise.all([first.complete(), second.complete()]);
    expect([...here.made, ...there.made].toSorted()).toEqual(texts.toSorted());
  });

  it("the one that waits has what the other has stored before all is made [VEC-2]", async () => {
    const [here, there] = two();
    const texts = textsAbout("part", 8);
    here.before = async (batch, use, signal) => {
      if (use === "passages" && batch.includes(texts[4] ?? "")) await forever(signal);
    };
    const first = stage.open({ embedders: [here] });
    first.want(byHash(texts));
    await until("the second batch", () => here.calls === 2);
    const second = stage.open({ embedders: [there], database: stage.other, pollMs: 50 });
    second.want(byHash(texts));
    await until("the first batch over there", () => second.progress.done === 4);
    expect((await second.compare("part"))?.model).toBe(there.model);
    expect(there.made).toEqual([]);
  });

  it("the one that gets the lock makes nothing that was stored while it waited for it [VEC-2]", async () => {
    const [here, there] = two();
    const texts = textsAbout("waited", 8);
    const gate = Promise.withResolvers<void>();
    here.before = async () => await gate.promise;
    const first = stage.open({ embedders: [here] });
    first.want(byHash(texts));
    await until("the first batch", () => here.calls === 1);
    const second = stage.open({ embedders: [there], database: stage.other, pollMs: 60_000 });
    // It gives up its connection when it does not get the lock; before that it has found nothing in the table.
    const tried = once(stage.other.pool, "remove");
    second.want(byHash(texts));
    await tried;
    gate.resolve();
    await second.complete();
    expect(there.calls).toBe(0);
  });

  it("the other makes what is left when the connection behind the lock is lost [VEC-2, VEC-3]", async () => {
    const [here, there] = two();
    const texts = textsAbout("lost", 12);
    here.before = async (batch, use, signal) => {
      if (use === "passages" && batch.includes(texts[4] ?? "")) await forever(signal);
    };
    const first = stage.open({ embedders: [here] });
    first.want(byHash(texts));
    await until("the second batch", () => here.calls === 2);
    const second = stage.open({ embedders: [there], database: stage.other });
    second.want(byHash(texts));
    here.before = () => {};
    await stage.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database =
        (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    await Promise.all([first.complete(), second.complete()]);
    expect(new Set([...here.made, ...there.made])).toEqual(new Set(texts));
  });
});

describe("a process that is killed while it makes", () => {
  const children: ReturnType<typeof spawn>[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  it("has lost one batch, and the next one goes on from there [VEC-2, VEC-3]", async () => {
    const embedder = createWordEmbedder({ model: stage.model() });
    const texts = textsAbout("killed", 20);
    const child = spawn(process.execPath, ["--no-warnings", PROGRAM, stage.url, embedder.model, "killed", "20", "9"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    await once(child.stdout, "data");
    const vectors = stage.open({ embedders: [embedder] });
    vectors.want(byHash(texts));
    await until("what it has stored", () => vectors.progress.done === 8);
    child.kill("SIGKILL");
    await vectors.complete();
    expect(embedder.made).toEqual(texts.slice(8));
  });
});

describe("a process that makes nothing of ours", () => {
  it("because its folder is another, or because it stands still, does not keep ours from being made [VEC-2]", async () => {
    const [here, there] = two();
    here.before = async (_batch, _use, signal) => await forever(signal);
    const first = stage.open({ embedders: [here] });
    first.want(byHash(textsAbout("theirs", 4)));
    await until("its first batch", () => here.calls === 1);
    const ours = textsAbout("ours", 9);
    const second = stage.open({ embedders: [there], database: stage.other, pollMs: 5 });
    second.want(byHash(ours));
    await second.complete();
    expect(there.made).toEqual(ours);
    expect(first.progress).toMatchObject({ done: 0, total: 4 });
  });

  it("because the provider refuses its key lets the other make them, and has them [VEC-2]", async () => {
    const [here, there] = two();
    const texts = textsAbout("keys", 9);
    here.before = () => {
      throw failure("rejected");
    };
    const first = stage.open({ embedders: [here], retryMs: 1_000 });
    first.want(byHash(texts));
    await until("its trouble", () => first.progress.error);
    const second = stage.open({ embedders: [there], database: stage.other });
    second.want(byHash(texts));
    await Promise.all([first.complete(), second.complete()]);
    expect(here.made).toEqual([]);
    expect(first.progress.error).toBeNull();
    await until("its end", () => first.log.some(({ message }) => message === "vectors can be made again"));
  });
});
