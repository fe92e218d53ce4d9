import { describe, expect, it } from "vitest";
import { MediaError } from "../../src/contract/index.ts";
import type { SendingBench } from "./channel-case.ts";
import type { Scene } from "./describe-channel.ts";
import { messagesOf } from "./it-sends.ts";
import { interpretAll } from "./recording-host.ts";

const patient = (): AbortSignal => AbortSignal.timeout(10_000);

/** Files that come as references. Channels whose files come with the message have nothing to prove here. */
export function itFetchesMedia(scene: () => Scene<SendingBench>): void {
  /** The reference that the adapter makes of a file that a customer sends. */
  const receive = async (): Promise<{ reference: string; content: Uint8Array; contentType: string } | null> => {
    const { bench, host, start } = scene();
    if (bench.media === undefined) return null;
    await start();
    const sent = await bench.media.sendFile();
    const said = await interpretAll(bench.adapter, host.accepted.slice(-1));
    const [attachment] = said.flatMap(({ messages }) => messages).flatMap(({ attachments }) => attachments);
    expect(attachment).toMatchObject({ content: null, contentType: sent.contentType });
    return { ...sent, reference: attachment?.reference ?? "" };
  };
  const fetchMedia = (reference: string, signal = patient()) => scene().bench.adapter.fetchMedia!(reference, signal);

  describe("fetching media", () => {
    it("gets what a customer sent by the reference in the message, again and again", async () => {
      const file = await receive();
      if (file === null) return;
      for (let time = 0; time < 2; time += 1) {
        const { content, contentType } = await fetchMedia(file.reference);
        expect(Buffer.from(content).equals(file.content)).toBe(true);
        expect(contentType).toBe(file.contentType);
      }
    });

    it("asks nobody but the provider, whatever the reference says", async () => {
      const { media } = scene().bench;
      if (media === undefined) return;
      for (const reference of media.foreign) {
        const error = await failedToFetch(fetchMedia(reference), scene());
        expect({ reference, retryable: error.retryable }).toEqual({ reference, retryable: false });
      }
      expect(media.askedElsewhere()).toBe(0);
    });

    it("says of each failure whether a later attempt may succeed", async () => {
      const file = await receive();
      if (file === null) return;
      for (const { name, arrange, retryable } of scene().bench.media!.failures) {
        arrange();
        const error = await failedToFetch(fetchMedia(file.reference), scene());
        expect({ name, retryable: error.retryable }).toEqual({ name, retryable });
        expect(error.message).not.toContain("http");
      }
      expect(await fetchMedia(file.reference)).toMatchObject({ contentType: file.contentType });
    });

    it("lets go when it is stopped, and may be tried again", async () => {
      const file = await receive();
      if (file === null) return;
      expect(await failedToFetch(fetchMedia(file.reference, AbortSignal.abort()), scene())).toMatchObject({
        retryable: true,
      });
      const held = scene().bench.media!.holdNext();
      const stopping = new AbortController();
      const fetching = failedToFetch(fetchMedia(file.reference, stopping.signal), scene());
      await held.arrived;
      stopping.abort();
      expect(await fetching).toMatchObject({ retryable: true });
      held.release();
    });
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
