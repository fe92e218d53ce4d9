import { describe, expect, it } from "vitest";
import type { ConversationView } from "../../src/conversation/view.ts";
import { settled } from "../harness/desk.ts";
import { startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const OUR_SECOND_NUMBER = "+15005550007";
const OUR_NUMBERS = `+15005550006,${OUR_SECOND_NUMBER}`;

let lastNumber = 0;
const newNumber = () => {
  lastNumber += 1;
  return `+1555051${String(lastNumber).padStart(4, "0")}`;
};

describe("a Messaging Service", () => {
  const SERVICE = { TWILIO_PHONE_NUMBER: OUR_NUMBERS, TWILIO_MESSAGING_SERVICE_SID: `MG${"2".repeat(32)}` };

  it("keeps consent for all its numbers, also when only Twilio knew of the STOP [IN-7, OUT-8]", async () => {
    const service = await startProduct({ env: SERVICE });
    try {
      const from = newNumber();
      await service.twilio.text({ from, to: OUR_SECOND_NUMBER, body: "What does the Pro plan cost?" });
      await settled(service);
      service.twilio.optOut("+15005550006", from);
      await service.twilio.text({ from, body: "What does the Pro plan cost?" });
      await settled(service);
      const { body } = await service.api<{ items: ConversationView[] }>("GET", `/api/conversations?q=${from.slice(1)}`);
      expect(body.items.map(({ flags }) => flags)).toEqual([["opted_out"], ["opted_out"]]);
    } finally {
      await service.stop();
    }
  });

  it("loses no question that was asked of another number before Twilio's refusal told us [OUT-12]", async () => {
    const service = await startProduct({ env: SERVICE, burst: { quietMs: 1_500, atMostMs: 3_000 } });
    try {
      const from = newNumber();
      service.twilio.optOut("+15005550006", from);
      const to = ["+15005550006", OUR_SECOND_NUMBER];
      for (const number of to) await service.twilio.text({ from, to: number, body: "What does the Pro plan cost?" });
      const items = await until("a human for both", async () => {
        const { body } = await service.api<{ items: ConversationView[] }>(
          "GET",
          `/api/conversations?q=${from.slice(1)}`,
        );
        return body.items.length === 2 && body.items.every(({ state }) => state === "queued") && body.items;
      });
      expect(items.map(({ handoff }) => handoff?.reason)).toEqual([
        expect.stringContaining("opted out"),
        expect.stringContaining("opted out"),
      ]);
    } finally {
      await service.stop();
    }
  });

  it("keeps consent for all its numbers, also for conversations that begin after a STOP [IN-7]", async () => {
    const service = await startProduct({ env: SERVICE });
    try {
      const from = newNumber();
      await service.twilio.text({ from, body: "STOP" });
      await settled(service);
      await service.twilio.text({ from, to: OUR_SECOND_NUMBER, body: "What does the Pro plan cost?" });
      await settled(service);
      const { body } = await service.api<{ items: ConversationView[] }>("GET", `/api/conversations?q=${from.slice(1)}`);
      expect(body.items.map(({ flags }) => flags)).toEqual([["opted_out"], ["opted_out"]]);
      expect(service.textsTo(from)).toEqual([]);
    } finally {
      await service.stop();
    }
  });
});
