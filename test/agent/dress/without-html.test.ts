import { describe, expect, it } from "vitest";
import { plainText } from "../../../src/agent/dress/plain-text.ts";

const URL = "https://help.acme.example/x";

describe("HTML on a channel without markup", () => {
  it.each([
    ["emphasis in a label", `<a href="${URL}"><strong>Reset</strong></a> now`, `Reset: ${URL} now`],
    ["a label with a word set off", `<a href="${URL}">multi <em>w</em> word</a>`, `multi w word: ${URL}`],
    ["a label on two lines", `<a href='${URL}'>\n  Reset<br>\n  it\n</a>.`, `Reset it: ${URL}.`],
    ["a label with a block in it", `<a href=${URL}><div>Reset</div></a>`, `Reset: ${URL}`],
    ["a label with brackets", `<a href="${URL}">[1] of ]</a>`, `[1] of ]: ${URL}`],
    ["a label that is the address", `<a href="${URL}"><b>help.acme.example/x</b></a>`, URL],
    ["no label", `<a class="button" href="${URL}"></a>`, URL],
    [
      "a picture for a label",
      `<a href="${URL}"><img src="https://acme.example/i.png" alt="Reset"></a>`,
      `Reset: ${URL}`,
    ],
    ["a picture without words for a label", `<a href="${URL}"><img src="/i.png"></a>`, URL],
    ["a letter behind it", `<a href="${URL}">page</a>s`, `page: ${URL} s`],
    ["links side by side", `<a href="${URL}">a</a><a href="${URL}">b</a>`, `a: ${URL} b: ${URL}`],
    ["a link that nothing ends", `<a href="${URL}">Reset\n\nThen go on.`, `${URL} Reset\n\nThen go on.`],
    ["a link within a link", `<a href="${URL}">a <a href="${URL}2">b</a></a>`, `a: ${URL} b: ${URL}2`],
    ["an anchor", '<a name="top">Reset</a>', "Reset"],
    ["a script for an address", '<a href="javascript:void(0)">Reset</a>', "Reset"],
    ["entities in an address", `<a href="${URL}?a=1&amp;b=2">this</a>`, `this: ${URL}?a=1&b=2`],
    ["brackets in an address", `<a href="${URL}_(a)">this</a>`, `this: ${URL}_(a)`],
  ])("keeps links: %s [VOICE-1]", (_what, html, plain) => expect(plainText(html)).toBe(plain));

  it.each([
    ["cells", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a, b\nc, d"],
    [
      "cells on lines of their own",
      "Plans:\n<table>\n  <thead>\n    <tr>\n      <th>Plan</th>\n      <th>Price</th>\n    </tr>\n  </thead>\n  <tr>\n    <td><p>Pro</p></td>\n    <td></td>\n    <td>$49</td>\n  </tr>\n</table>\nBye",
      "Plans:\n\nPlan, Price\nPro, $49\n\nBye",
    ],
    ["a list", "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>", "a\nb"],
    ["a list on one line", "Steps:<ol><li>a</li><li>b</li></ol>done", "Steps:\n\na\nb\n\ndone"],
    ["paragraphs", "<p>a</p><p>b</p>\n\nc", "a\n\nb\n\nc"],
    ["lines", "a<br>b<br/>\nc<hr>d", "a\nb\nc\nd"],
    ["a list of terms", "<dl><dt>Pro</dt><dd>$49</dd></dl>", "Pro\n$49"],
    ["what is folded up", "<details open>\n<summary>More</summary>\n\n- **a**\n- b\n\n</details>", "More\n\na\nb"],
    ["figures side by side", "$49<sup>1</sup> and 4<!-- -->9", "$49 1 and 4 9"],
  ])("keeps words apart: %s [VOICE-1]", (_what, html, plain) => expect(plainText(html)).toBe(plain));

  it.each([
    ["a picture", '<img src="https://acme.example/i.png" alt="pic">', "pic: https://acme.example/i.png"],
    [
      "a picture of the page itself",
      'See <img alt="the &quot;Save&quot; button" src="i.png"/>.',
      'See the "Save" button.',
    ],
    ["a picture in the text", '<img src="data:image/png;base64,AAAA" alt=pic>', "pic"],
    ["a picture without words", '<img src="https://acme.example/i.png">', "https://acme.example/i.png"],
    ["no ornament", 'a<img src="https://acme.example/i.png" alt="">', "a"],
  ])("says what is to be seen: %s [VOICE-1]", (_what, html, plain) => expect(plainText(html)).toBe(plain));

  it.each([
    ["a comment", "a <!-- not **this**\n\nnor <b>that</b> --> b", "a b"],
    ["a comment in the middle of a word", "foo<!-- x -->bar", "foobar"],
    ["a style", "<style>\nb { color: red }\n</style>a", "a"],
    ["a script", '<script>if (a < b) alert("<p>")</script> a b', "a b"],
    ["a whole page", "<!DOCTYPE html>\n<html><head><title>t</title></head><body>a</body></html>", "a"],
  ])("does not say what nobody sees: %s [VOICE-1]", (_what, html, plain) => expect(plainText(html)).toBe(plain));

  it.each([
    ["named", "it&rsquo;s &copy; 2&times; &ldquo;caf&eacute;&rdquo; &ndash; &rarr;", "it’s © 2× “café” – →"],
    ["numbered", "it&#8217;s &#x1F44D;", "it’s 👍"],
    ["blanks", "a&nbsp;&emsp;b", "a b"],
    ["markup", "&lt;b&gt; &ast;&ast;a&ast;&ast; &lbrack;a](b)", "<b> **a** [a](b)"],
    ["one for another", "&amp;lt;b&amp;gt;", "&lt;b&gt;"],
    ["digits, which would be figures nobody has looked at", "&#52;&#57; &frac12;", "&#52;&#57; &frac12;"],
    ["none that there is", "AT&T; &unknown; &copy 2026", "AT&T; &unknown; &copy 2026"],
    ["a parameter of an address", `${URL}?a=1&copy=2`, `${URL}?a=1&copy=2`],
  ])("has characters in place of their names: %s [VOICE-1]", (_what, html, plain) => {
    expect(plainText(html)).toBe(plain);
  });

  it.each([
    ["comparisons", "if a < b and c > d, or a <b and c> d"],
    ["types", "Array<string>, Map<string, number>, List<a> and Foo<T extends U>"],
    ["placeholders", "Enter <name>, <title>, <time> and <your-domain>, then call us at <address>"],
    ["arrows", "Plan --> Pro <-- Free"],
  ])("is none: %s [VOICE-1]", (_what, text) => expect(plainText(text)).toBe(text));

  it.each([
    ["in a line", "Put `<b>` and `&lt;` around **it**, or `<!-- a -->`", "Put <b> and &lt; around it, or <!-- a -->"],
    ["in a block", "```html\n<p>**a** &amp; [b](c)</p>\n\n\n# d\n```\n**e**", "<p>**a** &amp; [b](c)</p>\n\n\n# d\ne"],
    ["in a table", "| `a \\| b` | <b>c</b> |", "a | b, c"],
    ["a block that nothing ends", "```\n**a** <b>b</b>", "a b"],
    ["a block of Markdown, which is no code", "```markdown\n**a** <b>b</b>\n```", "a b"],
    ["a block of nothing", "a\n\n~~~\n\n~~~\n\nb", "a\n\nb"],
    ["escaped", "\\<b>a\\</b> \\&amp;", "<b>a</b> &amp;"],
  ])("is none in code: %s [VOICE-1]", (_what, text, plain) => expect(plainText(text)).toBe(plain));
});

describe("an answer about HTML", () => {
  it.each([
    "Put the tag in the <head> of your page. Then save. The tag goes before </head>.",
    "The <script> tag loads code; end it with </script> always.",
    'Add this:\n<script src="https://acme.example/widget.js" async></script>\nThen save.',
  ])("keeps its words: %s [VOICE-1]", (text) => expect(plainText(text)).toBe(text));

  it.each([
    ["a style of its own", "Hello\n<style>\n.a { color: red }\n</style>\nthere", "Hello\n\nthere"],
    ["the head of a page", "<!doctype html><html><head><title>A</title></head><body><p>Hi</p></body></html>", "Hi"],
  ])("loses what nobody would see: %s [VOICE-1]", (_what, html, plain) => expect(plainText(html)).toBe(plain));
});
