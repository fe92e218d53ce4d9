import { expect, it } from "vitest";
import { remembering } from "../../../src/agent/guard/after/remembering.ts";

it("what was read lately is not read again, what came long ago is forgotten first [ACK-8]", () => {
  const read: string[] = [];
  const lengthOf = remembering(2, (text) => {
    read.push(text);
    return text.length;
  });
  expect(["a", "bb", "a", "ccc", "a", "bb"].map(lengthOf)).toEqual([1, 2, 1, 3, 1, 2]);
  // "bb" came before "a" came again, and so made way for "ccc".
  expect(read).toEqual(["a", "bb", "ccc", "bb"]);
});
