import { describe, expect, it } from "vitest";
import { customerFacts } from "../../../src/agent/customer-facts.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

describe("what a customer named", () => {
  it.each([
    ["amounts in both styles", "I paid $1,299.00 and then 49,90 € plus 20 bucks", ["$1,299.00", "49,90 €", "20 bucks"]],
    ["a number of an order, once", "Order #A-10023 is late. Order #A-10023!", ["Order #A-10023"]],
    ["an invoice in German", "Meine Rechnung Nr. 2026-0417 stimmt nicht", ["Rechnung Nr. 2026-0417"]],
    ["references", "see INV-2026-001 and TKT-1001", ["INV-2026-001", "TKT-1001"]],
    [
      "dates",
      "since 2026-11-02, on 3.11.26, on March 4th, 2026 and le 5 mars",
      ["2026-11-02", "3.11.26", "March 4th, 2026", "5 mars"],
    ],
    [
      "addresses",
      "use kim@acme.example, not https://acme.example/a?b=1.",
      ["kim@acme.example", "https://acme.example/a?b=1"],
    ],
    ["errors and versions", "Error 502 on iOS 18.1, app 4.12.0", ["Error 502", "iOS 18.1", "4.12.0"]],
    ["nothing in small talk", "Hi, can you help me with 2 questions? I am on floor 3.", []],
    ["no case for a case", "in any case 5 of us may come", []],
  ])("%s [HAND-2]", (_what, text, facts) => {
    expect(customerFacts([text])).toEqual(facts);
  });

  it("is found in a long letter at once [HAND-2]", () => {
    const began = cpuMs();
    for (const unit of ["$1,", "order ", "1.1.", "a-", "#", "jan ", "a@a.", "1 "])
      customerFacts([unit.repeat(60_000 / unit.length)]);
    expect(cpuMs() - began).toBeLessThan(3_000);
  });
});
