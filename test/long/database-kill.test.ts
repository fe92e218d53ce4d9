import { randomInt } from "node:crypto";
import { readdirSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { endPrograms, type Program, runProgram } from "../database/programs/run-program.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";

const KILLS = 20;
const MAX_ROWS_PER_LIFE = 150;

let folder: TemporaryFolder;
beforeAll(() => {
  folder = temporaryFolder();
});
afterEach(endPrograms);
afterAll(() => folder.remove());

const rowsOf = ({ lines }: Program): string[] => lines.filter((line) => line.startsWith("row "));

async function kill(program: Program): Promise<void> {
  program.kill("SIGKILL");
  await program.gone;
}

it("survives a kill while it makes its files", async () => {
  // Where the server's account cannot enter the checkout, a copy of the programs stands beside them.
  const folders = (): string[] => readdirSync(folder.path).filter((name) => /^postgres(?:\.new-|$)/.test(name));
  const killed = runProgram("write-rows.ts", [folder.path]);
  await expect.poll(folders, { interval: 1, timeout: 20_000 }).toHaveLength(1);
  await kill(killed);
  expect(folders()).not.toContain("postgres");

  const next = runProgram("write-rows.ts", [folder.path]);
  await next.says("row ");
  await kill(next);
  expect(folders()).toEqual(["postgres"]);
});

it(`loses no acknowledged row in ${KILLS} kills, and keeps no half of one`, { timeout: 120_000 }, async () => {
  const acknowledged = new Set<string>();
  for (let life = 0; life < KILLS; life += 1) {
    const program = runProgram("write-rows.ts", [folder.path]);
    await program.says("row ");
    const enough = randomInt(MAX_ROWS_PER_LIFE);
    await expect.poll(() => rowsOf(program).length, { interval: 1, timeout: 20_000 }).toBeGreaterThan(enough);
    await kill(program);
    for (const row of rowsOf(program)) acknowledged.add(row);
  }

  const reader = runProgram("write-rows.ts", [folder.path, "--read"]);
  await reader.says("all");
  await reader.gone;
  const stored = new Set(rowsOf(reader));
  expect([...acknowledged].filter((row) => !stored.has(row))).toEqual([]);
  expect([...stored].filter((row) => row.includes("half"))).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  console.log(`${acknowledged.size} acknowledged rows over ${KILLS} kills, ${stored.size} stored`);
});
