import { describe, expect, it } from "vitest";
import { addressKey, createLimits } from "../../../channels/widget/limits.ts";

const MIB = 1024 * 1024;
const HERE = "203.0.113.7";

describe("limits [WIDGET-6]", () => {
  it.each([
    ["an IPv4 address", "203.0.113.7", "203.0.113.7"],
    ["the same as IPv6 writes it", "::ffff:203.0.113.7", "203.0.113.7"],
    ["an IPv6 address by its first half", "2001:db8:0:1:aaaa:bbbb:cccc:dddd", "2001:db8:0:1"],
    ["the same, shortened", "2001:0DB8:0000:0001::1", "2001:db8:0:1"],
    ["one that is short", "2001:db8::", "2001:db8:0:0"],
    ["one with a zone", "fe80::1%eth0", "fe80:0:0:0"],
    ["not this machine", "127.0.0.1", null],
    ["not this machine, by IPv6", "::1", null],
    ["not this machine, both ways", "::ffff:127.0.0.1", null],
    ["not what is unknown", "", null],
  ])("count %s", (_name, address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it("are a visitor's own: another one sends on", async () => {
    const limits = createLimits({ sessionSend: { points: 2, duration: 60 } });
    const send = (session: string) => limits.maySend(session, "127.0.0.1", 0);
    expect([await send("a"), await send("a")]).toEqual([{ allowed: true }, { allowed: true }]);
    expect(await send("a")).toMatchObject({ allowed: false, retryInMs: expect.any(Number) });
    expect(await send("b")).toEqual({ allowed: true });
  });

  it.each([
    ["messages", { addressSend: { points: 3, duration: 60 } }, 0],
    ["files", { addressUpload: { points: 3, duration: 60 } }, 0.5 * MIB],
  ])("are an address's as well, over all sessions: %s", async (_name, changed, bytes) => {
    const limits = createLimits(changed);
    const verdicts = [];
    for (const session of ["a", "b", "c", "d"]) verdicts.push(await limits.maySend(session, HERE, bytes));
    expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true, true, false]);
    expect(await limits.maySend("e", "203.0.113.8", bytes)).toEqual({ allowed: true });
  });

  it("count files by their size", async () => {
    const limits = createLimits();
    expect(await limits.maySend("a", HERE, 90 * MIB)).toEqual({ allowed: true });
    expect(await limits.maySend("a", HERE, 20 * MIB)).toMatchObject({ allowed: false });
    expect(await limits.maySend("a", HERE, 0)).toEqual({ allowed: true });
  });

  it("let this machine connect as often as it likes", async () => {
    const limits = createLimits({ connection: { points: 1, duration: 60 } });
    for (let time = 0; time < 10; time += 1) expect(await limits.mayConnect("127.0.0.1")).toEqual({ allowed: true });
    await limits.mayConnect(HERE);
    expect(await limits.mayConnect(HERE)).toMatchObject({ allowed: false });
  });
});
