import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFileStore, type FileStore } from "../../src/attachments/file-store.ts";
import { type ChannelAdapter, type ChannelName, type FetchedMedia, MediaError } from "../../src/contract/index.ts";
import type { Prisma } from "../../src/database/generated/client.ts";
import { claimMedia } from "../../src/inbound/claim-media.ts";
import { afterFailedAttempt, isWorthAttempt } from "../../src/inbound/media-attempt.ts";
import { mediaCopiesWork } from "../../src/inbound/media-copies.ts";
import { mediaWork } from "../../src/inbound/media-worker.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";

const US = randomUUID();
const ALIVE = randomUUID();
const DEAD = randomUUID();
const NEVER_SEEN = randomUUID();
const MINUTE_MS = 60_000;
const ago = (ms: number): Date => new Date(Date.now() - ms);

let test: TestDatabase;
let messageId: string;
let folder: TemporaryFolder;
beforeAll(async () => {
  test = await createTestDatabase();
  const { outside } = test.database;
  const startedAt = ago(MINUTE_MS);
  await outside.process.createMany({
    data: [
      { id: US, startedAt, aliveUntil: ago(-MINUTE_MS) },
      { id: ALIVE, startedAt, aliveUntil: ago(-MINUTE_MS) },
      { id: DEAD, startedAt, aliveUntil: ago(1_000) },
    ],
  });
  const { id: contactId } = await outside.contact.create({ data: {} });
  const numbers = { threadKey: "+1/+2", ourAddress: "+1", theirAddress: "+2" };
  const { id: conversationId } = await outside.conversation.create({ data: { contactId, channel: "sms", ...numbers } });
  const said = { seq: 1, engagement: 1, author: "customer", text: "", fullText: "", at: new Date() } as const;
  messageId = (await outside.message.create({ data: { conversationId, ...said } })).id;
});
afterAll(() => test.drop());
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  folder.remove();
  await test.database.outside.attachment.deleteMany();
});

/** Attachments that are due unless told. Returns their ids. */
async function attachments(...rows: readonly Partial<Prisma.AttachmentUncheckedCreateInput>[]): Promise<string[]> {
  const about = { messageId, filename: "image-1.jpg", contentType: "image/jpeg", state: "pending" } as const;
  return await Promise.all(
    rows.map(async (row, index) => {
      const waits = { reference: "https://api.twilio.com/ME1", nextTryAt: ago(1_000) };
      return (await test.database.outside.attachment.create({ data: { ...about, index, ...waits, ...row } })).id;
    }),
  );
}

const read = (id: string) => test.database.outside.attachment.findUniqueOrThrow({ where: { id } });

const claim = (more: Partial<Parameters<typeof claimMedia>[1]> = {}) =>
  claimMedia(test.database, { toDo: "fetch", channels: ["sms"], processId: US, limit: 10, busy: [], ...more });

describe("a process takes", () => {
  it.each<[string, Partial<Prisma.AttachmentUncheckedCreateInput>, boolean]>([
    ["a file that is due", {}, true],
    ["none that waits for its next try", { nextTryAt: ago(-MINUTE_MS) }, false],
    ["none that is fetched by a live process", { claimedBy: ALIVE }, false],
    ["one that a dead process was fetching", { claimedBy: DEAD }, true],
    ["one of a process that is not listed any more", { claimedBy: NEVER_SEEN }, true],
    ["one that it has lost sight of", { claimedBy: US }, true],
    ["none that is here", { state: "ready", hash: "0" }, false],
    ["none that was given up", { state: "failed" }, false],
  ])("%s [MMSI-8]", async (_, row, isTaken) => {
    const [id] = await attachments(row);
    expect((await claim()).map((taken) => taken.id)).toEqual(isTaken ? [id] : []);
  });

  it("none that runs here already, and none of a channel that is turned off [MMSI-8]", async () => {
    const [id = ""] = await attachments({ claimedBy: US });
    expect(await claim({ busy: [id] })).toEqual([]);
    expect(await claim({ channels: ["email"] })).toEqual([]);
    expect(await claim({ channels: [] })).toEqual([]);
  });

  it("each once, when another asks at the same moment [MMSI-8]", async () => {
    const ids = await attachments({}, {}, {}, {}, {}, {});
    const takers = [US, ALIVE].map((processId) => claim({ processId, limit: 4 }));
    const taken = (await Promise.all(takers)).flat().map(({ id }) => id);
    expect(new Set(taken).size).toBe(taken.length);
    expect(ids).toEqual(expect.arrayContaining(taken));
  });
});

/** Fetches what is due once, with a channel that answers so. */
async function fetchOnce(
  fetchMedia: (signal: AbortSignal) => Promise<FetchedMedia>,
  { files = createFileStore(folder.path), signal = new AbortController().signal }: Fetching = {},
): Promise<void> {
  const adapter = { channel: "sms", fetchMedia: (_: string, until: AbortSignal) => fetchMedia(until) };
  const channels = new Map<ChannelName, ChannelAdapter>([["sms", adapter as unknown as ChannelAdapter]]);
  const log = pino({ level: "silent" });
  const work = mediaWork({ database: test.database, channels, processId: US, files, log });
  for (const media of await work.claim(10, [])) await work.run(media, signal);
}

interface Fetching {
  readonly files?: FileStore;
  readonly signal?: AbortSignal;
}

const PHOTO = { content: Buffer.from("the photo"), contentType: "image/png", extension: "png" };
const failing = (retryable: boolean) => async (): Promise<never> => {
  throw new MediaError("Twilio does not have the file, or not yet.", { retryable });
};

/** Has the copies of what is due deleted once, by a channel that answers so. */
async function deleteOnce(
  deleteMedia: (reference: string) => Promise<void>,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const channels = new Map([["sms", { channel: "sms", deleteMedia } as unknown as ChannelAdapter]] as const);
  const log = pino({ level: "silent" });
  const work = mediaCopiesWork({ database: test.database, channels, processId: US, log });
  for (const media of await work.claim(10, [])) await work.run(media, signal);
}

describe("the copy of a file at its provider [MMSI-11]", () => {
  const here = { state: "ready", hash: "0" } as const;

  it("is deleted once, and of what is not here yet, or nothing is to be deleted of, none", async () => {
    const [id = ""] = await attachments(here, {}, { state: "failed" }, { ...here, reference: null, nextTryAt: null });
    const deleted: string[] = [];
    const deleteMedia = async (reference: string): Promise<void> => void deleted.push(reference);
    await deleteOnce(deleteMedia);
    await deleteOnce(deleteMedia);
    expect(deleted).toEqual(["https://api.twilio.com/ME1"]);
    expect(await read(id)).toMatchObject({ ...here, reference: null, nextTryAt: null, claimedBy: null });
  });

  it("is tried again later, and left where it is when that is of no use, or was tried often enough", async () => {
    const [again = "", no = "", often = ""] = await attachments(
      { ...here, reference: "again" },
      { ...here, reference: "no" },
      { ...here, reference: "often", attempts: 10 },
    );
    await deleteOnce(async (reference) => {
      throw new MediaError("Twilio did not delete the file.", { retryable: reference === "again" });
    });
    const waiting = await read(again);
    expect(waiting).toMatchObject({ ...here, reference: "again", attempts: 1, claimedBy: null });
    expect(waiting.nextTryAt?.getTime()).toBeGreaterThan(Date.now());
    for (const id of [no, often]) expect(await read(id)).toMatchObject({ ...here, nextTryAt: null, claimedBy: null });
    const [nearly = ""] = await attachments({ ...here, index: 9, reference: "again", attempts: 9 });
    await deleteOnce(async () => Promise.reject(new MediaError("No.", { retryable: true })));
    expect((await read(nearly)).nextTryAt?.getTime()).toBeGreaterThan(Date.now() + 80_000_000);
  });

  it("is deleted by the next process when this one stops, which was no attempt", async () => {
    const [id = ""] = await attachments(here);
    await deleteOnce(async () => Promise.reject(new Error("stopped")), AbortSignal.abort());
    expect(await read(id)).toMatchObject({ reference: expect.anything(), attempts: 0, claimedBy: null });
  });
});

describe("a file that is fetched", () => {
  it("is kept, and is what its bytes say [MMSI-6]", async () => {
    const [id = ""] = await attachments({ filename: "image-1.jpg", error: "not yet" });
    await fetchOnce(async () => PHOTO);
    const row = await read(id);
    expect(row).toMatchObject({
      state: "ready",
      filename: "image-1.png",
      contentType: "image/png",
      size: 9,
      attempts: 1,
      reference: null,
      claimedBy: null,
      error: null,
    });
    expect((await createFileStore(folder.path).read(row.hash ?? ""))?.size).toBe(9);
  });

  it("stays as it is when another process has taken it over meanwhile [MMSI-8]", async () => {
    const [id = ""] = await attachments({});
    await fetchOnce(async () => {
      await test.database.outside.attachment.update({ where: { id }, data: { claimedBy: ALIVE } });
      return PHOTO;
    });
    expect(await read(id)).toMatchObject({ state: "pending", claimedBy: ALIVE, hash: null });
  });

  it("goes back as if it had not been tried when the process ends [MMSI-8]", async () => {
    const [id = ""] = await attachments({ attempts: 3 });
    const ending = new AbortController();
    await fetchOnce(
      async (signal) => {
        ending.abort();
        expect(signal.aborted).toBe(true);
        return await failing(true)();
      },
      { signal: ending.signal },
    );
    const row = await read(id);
    expect(row).toMatchObject({ state: "pending", attempts: 3, claimedBy: null });
    expect(row.nextTryAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe("a file that cannot be fetched", () => {
  it("is tried eight times within an hour or so, the first times soon after each other [MMSI-7]", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) => afterFailedAttempt(attempt, true));
    expect(waits.slice(0, 2)).toEqual([
      { kind: "again", inMs: 2_000 },
      { kind: "again", inMs: 4_000 },
    ]);
    const all = waits.reduce((sum, wait) => sum + (wait.kind === "again" ? wait.inMs : Number.NaN), 0);
    expect(all / MINUTE_MS).toBeGreaterThan(50);
    expect(all / MINUTE_MS).toBeLessThan(70);
    expect(afterFailedAttempt(8, true)).toEqual({ kind: "give_up" });
    expect(afterFailedAttempt(1, false)).toEqual({ kind: "give_up" });
    expect([8, 9].map(isWorthAttempt)).toEqual([true, false]);
  });

  it("waits for its next try, and says why [MMSI-7]", async () => {
    const [id = ""] = await attachments({});
    await fetchOnce(failing(true));
    const row = await read(id);
    const why = "Twilio does not have the file, or not yet.";
    expect(row).toMatchObject({ state: "pending", attempts: 1, claimedBy: null, error: why });
    expect((row.nextTryAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(1_000);
    expect(row.reference).not.toBeNull();
  });

  it.each([
    [8, true],
    [1, false],
  ])("stays as a placeholder after attempt %i when a later one may bring it: %s [MMSI-7]", async (attempt, later) => {
    const [id = ""] = await attachments({ attempts: attempt - 1 });
    await fetchOnce(failing(later));
    expect(await read(id)).toMatchObject({
      state: "failed",
      attempts: attempt,
      error: expect.stringMatching(/not yet/),
    });
  });

  it("waits like the others when our own disk is full [MMSI-7]", async () => {
    const [id = ""] = await attachments({});
    const full = { ...createFileStore(folder.path), put: () => Promise.reject(new Error("ENOSPC")) };
    await fetchOnce(async () => PHOTO, { files: full });
    expect(await read(id)).toMatchObject({ state: "pending", error: "The file could not be kept here." });
  });

  it("is not tried for ever when each attempt kills its process [MMSI-8]", async () => {
    const [id = ""] = await attachments({ attempts: 8, claimedBy: DEAD });
    await fetchOnce(() => expect.fail("it was tried"));
    expect(await read(id)).toMatchObject({ state: "failed", error: expect.stringMatching(/cut off/) });
  });
});
