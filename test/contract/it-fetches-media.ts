import { describe, expect, it } from "vitest";
import { type FetchedMedia, MediaError } from "../../src/contract/index.ts";
import type { SendingBench } from "./channel-case.ts";
import type { Scene } from "./describe-channel.ts";
import { messagesOf } from "./it-sends.ts";
import { interpretAll } from "./recording-host.ts";

const patient = (): AbortSignal => AbortSignal.timeout(10_000);

/** Files that come as references. Channels whose files come with the message have nothing to prove here. */
export function itFetchesMedia(scene: () => Scene<SendingBench>): void {
  describe("fetching media", () => {
    itGetsFiles(scene);
    itTellsWhyNot(scene);
  });
}

/** The reference that the adapter makes of a file that a customer sends; null where there are none. */
async function receive({ bench, host, start }: Scene<SendingBench>) {
  if (bench.media === undefined) return null;
  await start();
  const sent = await bench.media.sendFile();
  const said = await interpretAll(bench.adapter, host.accepted.slice(-1));
  const [attachment] = said.flatMap(({ messages }) => messages).flatMap(({ attachments }) => attachments);
  expect(attachment).toMatchObject({ content: null, contentType: sent.contentType });
  const reference = attachment?.reference ?? "";
  return { ...sent, reference, media: bench.media };
}

function fetchMedia({ bench }: Scene<SendingBench>, reference: string, signal = patient()): Promise<FetchedMedia> {
  return bench.adapter.fetchMedia!(reference, signal);
}

function itGetsFiles(scene: () => Scene<SendingBench>): void {
  it("gets what a customer sent by the reference in the message, again and again", async () => {
    const file = await receive(scene());
    if (file === null) return;
    for (let time = 0; time < 2; time += 1) {
      const { content, contentType } = await fetchMedia(scene(), file.reference);
      expect(Buffer.from(content).equals(file.content)).toBe(true);
      expect(contentType).toBe(file.contentType);
    }
  });

  it("asks nobody but the provider, whatever the reference says", async () => {
    const { media } = scene().bench;
    if (media === undefined) return;
    for (const reference of media.foreign) {
      const error = await failedToFetch(fetchMedia(scene(), reference), scene());
      expect({ reference, retryable: error.retryable }).toEqual({ reference, retryable: false });
    }
    expect(media.askedElsewhere()).toBe(0);
  });
}

function itTellsWhyNot(scene: () => Scene<SendingBench>): void {
  it("says of each failure whether a later attempt may succeed", async () => {
    const file = await receive(scene());
    if (file === null) return;
    for (const { name, arrange, retryable } of file.media.failures) {
      arrange();
      const error = await failedToFetch(fetchMedia(scene(), file.reference), scene());
      expect({ name, retryable: error.retryable }).toEqual({ name, retryable });
      expect(error.message).not.toContain("http");
    }
    expect(await fetchMedia(scene(), file.reference)).toMatchObject({ contentType: file.contentType });
  });

  it("lets go when it is stopped, and may be tried again", async () => {
    const file = await receive(scene());
    if (file === null) return;
    expect(await failedToFetch(fetchMedia(scene(), file.reference, AbortSignal.abort()), scene())).toMatchObject({
      retryable: true,
    });
    const held = file.media.holdNext();
    const stopping = new AbortController();
    const fetching = failedToFetch(fetchMedia(scene(), file.reference, stopping.signal), scene());
    await held.arrived;
    stopping.abort();
    expect(await fetching).toMatchObject({ retryable: true });
    held.release();
  });
}

async function failedToFetch(fetching: Promise<unknown>, { bench }: Scene): Promise<MediaError> {
  const error = await fetching.then(
    () => new Error("it was fetched"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MediaError);
  const told = messagesOf(error).join("\n");
  for (const secret of bench.secrets()) expect(told).not.toContain(secret);
  return error as MediaError;
}
