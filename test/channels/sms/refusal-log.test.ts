import { expect, it } from "vitest";
import { createRefusalLog } from "../../../channels/sms/refusal-log.ts";

it("says at once that strangers call, and then every ten seconds how many did [SMSX-31]", () => {
  const lines: unknown[] = [];
  let now = 500;
  const refused = createRefusalLog({ info() {}, warn: (about) => void lines.push(about) }, () => now);
  const path = "/channels/sms/inbound";
  refused(path);
  expect(lines).toEqual([{ path, requests: 1 }]);
  for (; now < 10_500; now += 100) refused(path);
  expect(lines).toHaveLength(1);
  refused(path);
  expect(lines.slice(1)).toEqual([{ path, requests: 101 }]);
  now += 60_000;
  refused("/channels/sms/status");
  expect(lines.slice(2)).toEqual([{ path: "/channels/sms/status", requests: 1 }]);
});
