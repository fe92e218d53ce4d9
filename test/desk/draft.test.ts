import { describe, expect, it } from "vitest";
import { DRAFT } from "../../src/desk/draft.ts";

describe("what an operator asks of a draft", () => {
  it("goes to the model without cards and passwords that were pasted into it [PRIV-4]", () => {
    const pasted = { instruction: "Say that 4242 4242 4242 4242 was declined. Their password is hunter2" };
    expect(DRAFT.parse(pasted).instruction).toBe(
      "Say that [card number ending 4242] was declined. Their password is [password]",
    );
    expect(DRAFT.parse({ instruction: "Be brief." }).instruction).toBe("Be brief.");
    expect(DRAFT.parse({}).instruction).toBeUndefined();
  });
});
