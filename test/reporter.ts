import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { SerializedError, TestModule } from "vitest/node";
import { DefaultReporter } from "vitest/node";

/** Enough of a message to know what was wrong. */
const MOST_CHARACTERS = 500;

/**
 * Vitest's own report, ended by a line for each failure, `failed: <where>: <why>`, and the one line that scripts read:
 * `N passed, N failed`. A file that could not be loaded and an error outside of any test count as failed; so does a
 * test that is skipped without a reason, because nothing is skipped silently here.
 */
export default class FinalLineReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: "passed" | "failed" | "interrupted",
  ): void {
    super.onTestRunEnd(modules, errors, reason);
    let passed = 0;
    const failed = errors.map((error) => failure("outside of any test", [error]));
    for (const module of modules) {
      const file = relative(this.ctx.config.root, module.moduleId);
      failed.push(...module.errors().map((error) => failure(file, [error])));
      for (const suite of module.children.allSuites()) {
        if (suite.errors().length > 0) failed.push(failure(`${file} > ${suite.fullName}`, suite.errors()));
      }
      for (const test of module.children.allTests()) {
        const result = test.result();
        const where = `${file} > ${test.fullName}`;
        if (result.state === "passed") passed += 1;
        else if (result.state === "failed") failed.push(failure(where, result.errors));
        else if (result.state === "skipped" && result.note)
          this.ctx.logger.log(`not tried: ${test.name}: ${result.note}`);
        else failed.push(failure(where, [{ message: `was not run (${result.state})` }]));
      }
    }
    if (failed.length > 0) process.exitCode = 1;
    for (const line of failed) this.ctx.logger.log(line);
    this.ctx.logger.log(`${passed} passed, ${failed.length} failed`);
  }
}

function failure(where: string, errors: readonly Pick<SerializedError, "message">[]): string {
  const why = errors.map(({ message }) => message).join("; ");
  return `failed: ${oneLine(where)}: ${oneLine(why).slice(0, MOST_CHARACTERS)}`;
}

/** Without what a terminal makes colours of. */
const oneLine = (text: string): string => stripVTControlCharacters(text).replace(/\s+/g, " ").trim();
