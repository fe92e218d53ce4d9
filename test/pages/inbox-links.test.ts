import { expect, it } from "vitest";
import { isWebAddress } from "../../src/desk/page/state/is-web-address.ts";

it.each([
  [true, "https://tickets.example.com/1"],
  [true, "HTTP://tickets.example.com/1"],
  [false, null],
  [false, ""],
  [false, "javascript:alert(1)"],
  [false, " javascript:alert(1)"],
  [false, "data:text/html,hi"],
  [false, "//tickets.example.com/1"],
  [false, "/api/conversations"],
])("whether the inbox links there: %s for %j", (isLink, url) => {
  expect(isWebAddress(url)).toBe(isLink);
});
