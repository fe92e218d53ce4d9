import { afterEach, beforeEach, describe, expect } from "vitest";
import type { Bench, ChannelCase, LiveBench, SendingBench } from "./channel-case.ts";
import { itAnswersFor } from "./it-answers-for.ts";
import { itFetchesMedia } from "./it-fetches-media.ts";
import { itFindsWhatWasSent } from "./it-finds-what-was-sent.ts";
import { itHandsOver } from "./it-hands-over.ts";
import { itInterprets } from "./it-interprets.ts";
import { itIsLive } from "./it-is-live.ts";
import { itRenders } from "./it-renders.ts";
import { itSends } from "./it-sends.ts";
import { createRecordingHost, type RecordingHost } from "./recording-host.ts";

/** What every test of the suite works with; fresh for each of them. */
export interface Scene<B extends Bench = Bench> {
  readonly host: RecordingHost;
  readonly bench: B;
  /** Starts the adapter, once however often it is called. */
  start(): Promise<void>;
}

/** The suite for a channel with a provider that takes what we say. */
export function describeSendingChannel(channelCase: ChannelCase<SendingBench>): void {
  describeChannel(channelCase, (scene) => {
    itSends(scene);
    itFindsWhatWasSent(scene);
    itFetchesMedia(scene);
    itRenders(scene);
  });
}

/** The suite for a channel whose other side reads our own store. */
export function describeLiveChannel(channelCase: ChannelCase<LiveBench>): void {
  describeChannel(channelCase, itIsLive);
}

/**
 * The suite every channel passes: the decisions of the channel contract, tried on recorded payloads and against a
 * provider of the channel's kind. After each test it looks through everything that was logged.
 */
function describeChannel<B extends Bench>(channelCase: ChannelCase<B>, more: (scene: () => Scene<B>) => void): void {
  describe(`the channel contract: ${channelCase.channel}`, () => {
    let scene: Scene<B>;
    beforeEach(async () => {
      const host = createRecordingHost();
      const bench = await channelCase.open(host);
      host.attach(bench.adapter);
      let starting: Promise<void> | null = null;
      scene = { host, bench, start: () => (starting ??= bench.adapter.start()) };
    });
    afterEach(async () => {
      const { host, bench } = scene;
      await bench.adapter.stop();
      await bench.close();
      for (const secret of bench.secrets()) expect(host.lines.join("\n")).not.toContain(secret);
    });
    const current = (): Scene<B> => scene;

    itAnswersFor(channelCase, current);
    itHandsOver(channelCase, current);
    itInterprets(channelCase, current);
    more(current);
  });
}
