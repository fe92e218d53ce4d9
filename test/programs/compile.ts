import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { COMPILED, ROOT } from "./run-program.ts";

/**
 * Compiles what programs are made of, before they are started. Who finds it compiled stores nothing, which else is done at
 * its end, and takes seconds where many end at once.
 */
export function setup(): void {
  const whole = join(ROOT, "src/switchboard.ts");
  const env = { PATH: process.env["PATH"], NODE_COMPILE_CACHE: COMPILED };
  execFileSync(process.execPath, ["--input-type=module", "--eval", `await import(${JSON.stringify(whole)})`], { env });
}
