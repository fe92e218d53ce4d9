import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../../channels/email/render-markdown.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

describe("what is written in Markdown reads well in both forms [EMAIL-26]", () => {
  it.each([
    ["line ends", "One\nTwo\n\nThree", "One\nTwo\n\nThree", "<p>One<br />Two</p>\n<p>Three</p>"],
    ["stress", "Very **much** so", "Very much so", "<p>Very <strong>much</strong> so</p>"],
    [
      "a link",
      "See [the page](https://acme.example/a?b=1&c=2).",
      "See the page (https://acme.example/a?b=1&c=2).",
      '<p>See <a href="https://acme.example/a?b=1&amp;c=2">the page</a>.</p>',
    ],
    [
      "a bare address",
      "See https://acme.example/a",
      "See https://acme.example/a",
      '<p>See <a href="https://acme.example/a">https://acme.example/a</a></p>',
    ],
    ["a list", "- one\n- two", "- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"],
    ["a numbered list", "1. one\n2. two", "1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"],
    ["a heading", "# Refunds\n\nText", "Refunds\n\nText", "<h1>Refunds</h1>\n<p>Text</p>"],
    ["signs that HTML knows", "a < b && c > d", "a < b && c > d", "<p>a &lt; b &amp;&amp; c &gt; d</p>"],
    ["code", "Run `npm i`", "Run npm i", "<p>Run <code>npm i</code></p>"],
  ])("%s", (_name, markdown, plain, html) => {
    expect(renderMarkdown(markdown)).toEqual({ plain, html });
  });
});

describe("what could do harm is only words", () => {
  it.each([
    ["a script", "<script>alert(1)</script>"],
    ["a handler", "<img src=x onerror=alert(1)>"],
    ["a link that runs", "[click](javascript:alert(1))"],
    ["a link to a number", "[click](tel:1)"],
    ["a link that has no host", "[click](https:evil.example)"],
    ["a link to nowhere", "[click](/desk)"],
    ["a picture from elsewhere", "![pixel](https://evil.example/pixel.gif)"],
    ["a frame", "text <iframe src='https://evil.example'></iframe>"],
  ])("%s", (_name, markdown) => {
    const { html, plain } = renderMarkdown(markdown);
    expect(html).not.toMatch(/<(script|img|iframe)|href="(?:javascript|tel|https:e)|<[^>]*onerror/i);
    expect(plain).not.toBe("");
  });
});

it("takes a long text in a time that grows with it", () => {
  const began = cpuMs();
  renderMarkdown("Some *words* and [a](https://acme.example) here. ".repeat(4_000));
  expect(cpuMs() - began).toBeLessThan(5_000);
});
