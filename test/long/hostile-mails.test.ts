import { spawn, spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileMails, MANGLED, survive } from "../channels/email/hostile-mails.ts";
import { until } from "../harness/until.ts";

describe("[EMAIL-51] a hostile mail of a megabyte is read or refused, in bounded time", () => {
  it.each(hostileMails(1_000_000))("%s", async (_name, bytes) => {
    await survive(bytes, 8000);
  });

  it("mangled anywhere, 5,000 times", async () => {
    await fc.assert(
      fc.asyncProperty(MANGLED, async (bytes) => {
        await survive(bytes, 8000);
      }),
      { numRuns: 5000 },
    );
  });
});

it("[EMAIL-52] a mail that takes for ever ends with the process that reads it, however that ends", async () => {
  const program = new URL("./programs/hang-on-a-mail.ts", import.meta.url).pathname;
  const reading = spawn(process.execPath, [program], { stdio: "ignore" });
  // Starting takes less.
  const hanging = () => childrenOf(reading.pid).find(({ cpuSeconds }) => cpuSeconds > 3);
  const apart = await until("a mail that hangs", hanging, 60_000);
  reading.kill("SIGKILL");
  await until("its process to end", () => !isAlive(apart.pid));
  expect(childrenOf(reading.pid)).toEqual([]);
}, 90_000);

function childrenOf(parent: number | undefined): { readonly pid: number; readonly cpuSeconds: number }[] {
  const { stdout } = spawnSync("ps", ["-o", "pid=,times=", "--ppid", String(parent)], { encoding: "utf8" });
  const lines = stdout.trim().split("\n").filter(Boolean);
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, cpuSeconds = 0]) => ({ pid, cpuSeconds }));
}

function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}
