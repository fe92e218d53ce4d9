import type { Watcher } from "../../src/standins/twilio/state.ts";
import { wrongInAnswer, wrongInRequest } from "./check-twilio.ts";

/** Looks over the shoulder of a Twilio stand-in, for as long as it runs. */
export interface TwilioWatch extends Watcher {
  /** How many requests were looked at. */
  readonly seen: () => number;
  /** @throws when anything was not as in Twilio's OpenAPI, with all of it. */
  assertFine(): void;
}

export function watchTwilio(): TwilioWatch {
  const wrong = new Set<string>();
  let seen = 0;
  return {
    onRequest(asked) {
      seen += 1;
      for (const one of wrongInRequest(asked)) wrong.add(one);
    },
    onAnswer(asked, answer) {
      for (const one of wrongInAnswer(asked, answer)) wrong.add(one);
    },
    seen: () => seen,
    assertFine() {
      if (wrong.size > 0) throw new Error(["Not as in Twilio's OpenAPI:", ...wrong].join("\n"));
    },
  };
}
