import { afterEach, beforeEach, describe, expect } from "vitest";
import type { Bench, ChannelCase } from "./channel-case.ts";
import { itAnswersFor } from "./it-answers-for.ts";
import { itFindsWhatWasSent } from "./it-finds-what-was-sent.ts";
import { itHandsOver } from "./it-hands-over.ts";
import { itInterprets } from "./it-interprets.ts";
import { itSends } from "./it-sends.ts";
import { createRecordingHost, type RecordingHost } from "./recording-host.ts";

/** What every test of the suite works with; fresh for each of them. */
export interface Scene {
  readonly host: RecordingHost;
  readonly bench: Bench;
}

/**
 * The suite every channel passes: the decisions of the channel contract, tried on recorded payloads and against a
 * provider of the channel's kind. After each test it looks through everything that was logged.
 */
export function describeChannel(channelCase: ChannelCase): void {
  describe(`the channel contract: ${channelCase.channel}`, () => {
    let scene: Scene;
    beforeEach(async () => {
      const host = createRecordingHost();
      scene = { host, bench: await channelCase.open(host) };
    });
    afterEach(async () => {
      const { host, bench } = scene;
      await bench.adapter.stop();
      await bench.close();
      for (const secret of bench.secrets()) expect(host.lines.join("\n")).not.toContain(secret);
    });
    const current = (): Scene => scene;

    itAnswersFor(channelCase, current);
    itHandsOver(channelCase, current);
    itInterprets(channelCase, current);
    itSends(current);
    itFindsWhatWasSent(current);
  });
}
