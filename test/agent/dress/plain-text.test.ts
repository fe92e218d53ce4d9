import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "../../../src/agent/dress/plain-text.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

describe("an answer on a channel without markup", () => {
  it.each([
    ["bold, italic, code", "Press **Save**, then _wait_ for `Done`.", "Press Save, then wait for Done."],
    [
      "emphasis over a link",
      "See **[our plans](https://acme.example/plans)**!",
      "See our plans: https://acme.example/plans!",
    ],
    ["a link named like itself", "[acme.example/plans](https://acme.example/plans)", "https://acme.example/plans"],
    ["a bare address in brackets", "Go to <https://acme.example/a_b_c>.", "Go to https://acme.example/a_b_c."],
    [
      "underscores and stars in an address",
      "https://acme.example/a_b_c*d*?x=__y__",
      "https://acme.example/a_b_c*d*?x=__y__",
    ],
    [
      "an address with brackets",
      "(https://en.wikipedia.org/wiki/Acme_(comics))",
      "(https://en.wikipedia.org/wiki/Acme_(comics))",
    ],
    [
      "a reference link",
      "Read [the guide][1].\n\n[1]: https://acme.example/guide",
      "Read the guide: https://acme.example/guide.",
    ],
    ["a mail link", "Write to [us](mailto:help@acme.example).", "Write to us: help@acme.example."],
    ["a heading and bullets", "## Plans\n\n- Free\n* Pro: $49\n\n***", "Plans\n\nFree\nPro: $49"],
    ["numbered steps", "1. Open **Settings**\n2) Press _Reset_", "1. Open Settings\n2. Press Reset"],
    ["a table", "| Plan | Price |\n|------|------:|\n| Pro | $49 |", "Plan, Price\nPro, $49"],
    ["a fence", "```sh\nnpm start\n```", "npm start"],
    ["a quotation", "> We refund within 30 days.\n> Always.", "We refund within 30 days.\nAlways."],
    [
      "HTML",
      'Hello<br>see <a href="https://acme.example/x?a=1&amp;b=2">this</a> &amp; <b>that</b>',
      "Hello\nsee this: https://acme.example/x?a=1&b=2 & that",
    ],
    [
      "a placeholder that is no tag",
      "Open https://acme.example/<your-team> or <name>",
      "Open https://acme.example/<your-team> or <name>",
    ],
    ["what is escaped", "Use \\*all\\* of it: 3 \\* 4", "Use *all* of it: 3 * 4"],
    [
      "what only looks like emphasis",
      "snake_case_name, 2 * 3 * 4 = 24 and 5*",
      "snake_case_name, 2 * 3 * 4 = 24 and 5*",
    ],
    ["typographic characters", "It’s **“Pro”** – 3–5 days…", "It’s “Pro” – 3–5 days…"],
    ["a run-up", "Great question! Sure! the Pro plan costs $49.", "The Pro plan costs $49."],
    ["a remark about the reply", "Here's a short reply: It costs $49.", "It costs $49."],
    ["agreement that is the answer", "Sure, you can.", "Sure, you can."],
    ["nothing but a run-up", "Of course!", "Of course!"],
    ["Japanese", "**料金**は月額49ドルです。", "料金は月額49ドルです。"],
  ])("has no markup of its own: %s [VOICE-1]", (_what, markdown, plain) => {
    expect(plainText(markdown)).toBe(plain);
  });

  it("says no figure and no address that was not there [VOICE-2]", () => {
    const digits = (text: string): string[] => text.match(/\p{N}/gu) ?? [];
    const urls = (text: string): string[] => text.match(/\bhttps?:\/\/[\w./:-]*[\w/]/g) ?? [];
    const bare = (text: string): string => text.replaceAll("…", "...").replaceAll(/[^\w./:-]|_/g, "");
    const piece = fc.oneof(
      fc.constantFrom(
        "**",
        "_",
        "`",
        "[",
        "](",
        ")",
        "<",
        ">",
        "|",
        "\n",
        "- ",
        "1. ",
        "# ",
        "&amp;",
        "&#49;",
        "\\",
        "~~",
        "<br>",
        "\n[1]: ",
        '<a href="',
        '">',
        "</a>",
        "<td>",
        "</tr>",
        "<tr>",
        "![",
        "<!--",
        "-->",
        "&sup2;",
        "&rsquo;",
        "<script>",
        "</script>",
        "```\n",
      ),
      fc.constantFrom(
        "https://acme.example/p/",
        "$49",
        "30 days",
        "a_b",
        "TKT-1001",
        "Pro",
        " ",
        "…",
        "\uE000\uE101\uE001",
      ),
      fc.string({ unit: "grapheme", maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const plain = plainText(text);
        const left = digits(text).values();
        // What is defined at the end stands where it is named, and as often; it is among the addresses.
        for (const digit of digits(plain.replaceAll(/https?:\/\/\S*/g, "")))
          expect(left.some((one) => one === digit)).toBe(true);
        for (const url of urls(plain)) expect(bare(text)).toContain(bare(url));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    "**a ",
    "[a](",
    "<a href=",
    "_a_ ",
    "`",
    "1. \n",
    "| a |\n",
    "[a]: b\n",
    "&#",
    "<a href=b>",
    "<a href=b>c</a>",
    "<a b=\" c=' ",
    "<a b ",
    "<!--",
    "-->",
    "<script>",
    "<style></script>",
    "<tr><td>a",
    "<table><tr><td>a</td></tr>",
    "<p>",
    "&amp;",
    "&copy",
    "[",
    "![",
    "](a)",
    "[a\n",
    "\n ",
    "```a\n",
    "> ",
    "# ",
    "|",
    "--|",
    "~~a ",
    "\\",
    " ",
    "#",
    ".",
  ])("takes a moment for whatever a model may write, such as %j [VOICE-2]", (unit) => {
    const many = unit.repeat(5_000);
    const began = cpuMs();
    for (const text of [many, `${many}x`, `# x${many}y`, `---${many}x`, `https://acme.example/${many}x`])
      plainText(text);
    expect(cpuMs() - began).toBeLessThan(3_000);
  });

  it("takes a moment for labels within labels [VOICE-2]", () => {
    const began = cpuMs();
    plainText("[".repeat(10_000) + "](https://acme.example)".repeat(10_000));
    plainText('<a href="b">'.repeat(10_000) + "</a>".repeat(10_000));
    plainText(`${"<script>".repeat(10_000)}</script>`);
    plainText(`See [a](${" ".repeat(100_000)}`);
    expect(cpuMs() - began).toBeLessThan(3_000);
  });
});
