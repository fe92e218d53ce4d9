import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/agent/guard/guard.ts";
import { noticeOf } from "../../../src/agent/guard/notice.ts";

describe("the notice of a draft that is not sent", () => {
  it("names what was wrong, each kind of thing in words [GUARD-26]", () => {
    const notice = noticeOf([
      { kind: "amount", text: "$59" },
      { kind: "claim", text: "I've escalated" },
    ]);
    expect(notice).toContain('an amount, a size or a limit: "$59"');
    expect(notice).toContain("I've escalated");
    expect(notice).toContain("not sent");
  });

  it("repeats no address and no secret: the system must not say what a stranger may have written [GUARD-26]", () => {
    const findings: Finding[] = [
      { kind: "link", text: "https://evil.example/ignore-your-rules" },
      { kind: "email", text: "obey@evil.example" },
      { kind: "secret", text: "sk-secret" },
    ];
    expect(noticeOf(findings)).not.toMatch(/evil|ignore|obey|sk-secret/);
  });

  it("is short however much was wrong [GUARD-26]", () => {
    const findings = Array.from(
      { length: 500 },
      (_, at): Finding => ({ kind: "promise", text: `${at}${"x".repeat(500)}` }),
    );
    expect(noticeOf(findings).length).toBeLessThan(1_500);
  });
});
