import { describe, expect, it } from "vitest";
import { findAddresses } from "../../../channels/sms/find-addresses.ts";

describe("addresses in a text", () => {
  it.each([
    ["end before what ends the sentence", "See https://a.example/x?b=1. Or", ["https://a.example/x?b=1"]],
    ["have the brackets that they open", "(https://a.example/x_(y)) b", ["https://a.example/x_(y)"]],
    ["begin without a blank", "见https://a.example/客户。", ["https://a.example/客户"]],
    ["may lack the scheme, or have another", "www.a.example, acme://open/1", ["www.a.example", "acme://open/1"]],
    ["are none in words", "and/or: a//b, http:/x", []],
  ])("%s [SMSR-4]", (_name, text, found) => {
    expect(findAddresses(text).map(({ from, to }) => text.slice(from, to))).toEqual(found);
  });
});
