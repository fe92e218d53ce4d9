import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCursor, writeCursor } from "../../src/desk/cursor.ts";

const ID = "0190a0a0-0000-7000-8000-000000000000";
const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a cursor", () => {
  it("says the moment and the id it was written with", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), noInvalidDate: true }), fc.uuid({ version: 7 }), (at, id) => {
        expect(readCursor("recent", writeCursor("recent", { at, id }))).toEqual({ at, id });
      }),
    );
  });

  it("needs no escape in a URL", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), noInvalidDate: true }), (at) => {
        expect(writeCursor("dead", { at, id: ID })).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it("is none, whatever else somebody sends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(readCursor("recent", text)).toBeNull();
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["no list", cursorOf({ at: 1, id: ID })],
    ["a list that is too short", cursorOf(["recent", 1])],
    ["a list that is too long", cursorOf(["recent", 1, ID, 2])],
    ["a time in words", cursorOf(["recent", "2026-11-01", ID])],
    ["a time that no clock shows", cursorOf(["recent", Number.MAX_SAFE_INTEGER, ID])],
    ["a time before all conversations", cursorOf(["recent", -1, ID])],
    ["an id that is none", cursorOf(["recent", 1, "1"])],
    ["the place in another order", writeCursor("waiting", { at: new Date(1), id: ID })],
  ])("is none when it holds %s", (_name, text) => {
    expect(readCursor("recent", text)).toBeNull();
  });
});
