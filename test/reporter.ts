import type { SerializedError, TestModule } from "vitest/node";
import { DefaultReporter } from "vitest/node";

/**
 * Vitest's own report, ended by the one line that scripts read: `N passed, N failed`. A file that could not be loaded
 * and an error outside of any test count as failed; so does a test that is skipped without a reason, because nothing is
 * skipped silently here.
 */
export default class FinalLineReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: "passed" | "failed" | "interrupted",
  ): void {
    super.onTestRunEnd(modules, errors, reason);
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") passed += 1;
        else if (result.state === "skipped" && result.note)
          this.ctx.logger.log(`not tried: ${test.name}: ${result.note}`);
        else failed += 1;
      }
    }
    if (failed > 0) process.exitCode = 1;
    this.ctx.logger.log(`${passed} passed, ${failed} failed`);
  }
}
