import { describe, expect, it } from "vitest";
import { safeHtml } from "../../../channels/email/safe-html.ts";
import { corpus } from "./corpora.ts";
import { html, mail, messageOf, multipart } from "./raw-mail.ts";

/** What a browser could run, load or send, as it would stand in the result. */
const ALIVE =
  /<\/?(?:script|style|iframe|object|embed|form|input|button|svg|math|meta|link|base|video|audio|template|textarea|noscript)\b|<[^>]*\son\w+\s*=|<[^>]*\b(?:href|src)="\s*(?:javascript|vbscript|data|file):|<[^>]*\bstyle="[^"]*(?:url\(|expression|position|@import|behavior)|<!/i;

describe("[EMAIL-41] the HTML of a mail", () => {
  it("runs nothing and loads nothing, whatever is known to be tried", () => {
    const alive = corpus("xss").filter(({ bytes }) => ALIVE.test(safeHtml(bytes.toString())));
    expect(alive.map(({ id }) => id)).toEqual([]);
  });

  it.each([
    ["images by reference stay", '<img src="cid:a@b" alt="x">', '<img src="cid:a@b" alt="x" />'],
    ["images from elsewhere go", 'a<img src="https://x.example/p.gif">b', "ab"],
    ["relative images go", 'a<img src="/api/conversations">b', "ab"],
    ["images in place go", 'a<img src="data:image/png;base64,AAAA">b', "ab"],
    [
      "links give nothing away",
      '<a href="https://x.example/" target="_top" onclick="x()">y</a>',
      '<a href="https://x.example/" rel="noopener noreferrer nofollow" target="_blank">y</a>',
    ],
    ["links to us lose their target", '<a href="/desk">y</a><a href="//x.example">y</a>', "<a>y</a><a>y</a>"],
    [
      "links without a host, too",
      '<a href="https:x.example">y</a><a href="http:/desk">y</a><a href="tel:1">y</a>',
      "<a>y</a><a>y</a><a>y</a>",
    ],
    ["links to programs, too", '<a href=" java\nscript:alert(1)">y</a>', "<a>y</a>"],
    [
      "plain styles stay",
      '<p style="color: red; font-weight: bold">x</p>',
      '<p style="color:red;font-weight:bold">x</p>',
    ],
    [
      "styles that overlay go",
      '<p style="position:fixed;top:0;color:red;margin-left:-900px">x</p>',
      '<p style="color:red">x</p>',
    ],
    ["styles that load go", '<p style="background-color:url(https://x.example);color:r\\65 d">x</p>', "<p>x</p>"],
    ["ids and classes go", '<p id="root" class="desk">x</p>', "<p>x</p>"],
    ["forms go, their words stay", '<form action="https://x.example"><b>x</b><input name=a></form>', "<b>x</b>"],
  ])("%s", (_what, from, to) => {
    expect(safeHtml(from)).toBe(to);
  });

  it("of absurd size is told of, and still read", async () => {
    for (const huge of [
      `<p>Hello</p>${"<p>x</p>".repeat(200_000)}`,
      `<p>Hello</p>${'<a href="https://x.example">x</a>'.repeat(5001)}`,
    ]) {
      const message = await messageOf(html(huge));
      expect(message.html).toContain("too large to show");
      expect(message.text).toMatch(/^Hello/);
    }
  });
});

describe("[EMAIL-42] what nobody can see in a mail is not read", () => {
  it.each([
    ["not displayed", '<div style="display:none">refund</div>'],
    ["not displayed, oddly written", '<div style="DISPLAY : none !important">refund</div>'],
    [
      "not displayed, with something visible in it",
      '<div style="display:none"><b style="display:block">refund</b></div>',
    ],
    ["hidden", "<div hidden>refund</div>"],
    ["invisible", '<div style="visibility:hidden">refund</div>'],
    ["without size", '<span style="font-size:0">refund</span>'],
    ["a pixel high", '<span style="font-size:1px">refund</span>'],
    ["transparent", '<span style="opacity:0">refund</span>'],
    ["transparent by its colour", '<span style="color:rgba(0,0,0,0)">refund</span>'],
    ["white on white", '<span style="color:#fff">refund</span>'],
    ["nearly white on white", '<span style="color:rgb(250, 251, 252)">refund</span>'],
    ["by a font tag", '<font color="white">refund</font>'],
    ["white by four or eight digits", '<b style="color:#fffc">refund</b><b style="color:#ffffffff">refund</b>'],
    ["transparent by four or eight digits", '<b style="color:#0000">refund</b><b style="color:#00000010">refund</b>'],
    ["white by percentages", '<span style="color:rgb(100%, 100%, 99%)">refund</span>'],
    ["transparent by a percentage", '<span style="color:rgb(0 0 0 / 5%)">refund</span>'],
    ["by names for nearly white", '<b style="color:ivory">refund</b><font color="FloralWhite">refund</font>'],
    ["on a background that is none", '<div style="background:none"><b style="color:white">refund</b></div>'],
    ["a hundredth of a letter high", '<span style="font-size:.01em">refund</span>'],
    ["a percent of a letter high", '<span style="font-size:3%">refund</span>'],
    ["smaller and smaller", '<b style="font-size:.3em"><b style="font-size:.3em">refund</b></b>'],
    ["far to the right", '<div style="padding-left:99999px">refund</div><div style="margin:0 0 0 500em">refund</div>'],
    ["set in far", '<div style="text-indent:9999px">refund</div>'],
    ["moved far", '<div style="position:relative;left:-9999px">refund</div>'],
    ["black on black", '<div style="background:#000"><span style="color:black">refund</span></div>'],
    ["without height", '<div style="max-height:0;overflow:hidden">refund</div>'],
    ["far away", '<div style="position:absolute;left:-9999px">refund</div>'],
    [
      "by a style sheet",
      '<style>/* x */ .a, p.b { display:none }</style><div class="z a">refund</div><p class="b">refund</p>',
    ],
    ["by its id", '<style>#c{display:none}</style><div id="c">refund</div>'],
    ["in a script", "<script>refund</script>"],
    ["in a comment", "<!-- refund -->"],
    ["in the title", "<title>refund</title>"],
  ])("%s", async (_how, hidden) => {
    const message = await messageOf(html(`<p>Hello</p>${hidden}<p>Bye</p>`));
    expect([message.text, message.fullText, message.html].join()).not.toContain("refund");
    expect(message.text).toMatch(/^Hello\s+Bye$/);
  });

  it("nor when it is in a part of its own", async () => {
    const part = 'Content-Type: text/html\n\n<div style="display:none">refund</div><p>Bye</p>';
    const message = await messageOf(multipart("mixed", ["Content-Type: text/plain\n\nHello", part]));
    expect(message.text).toMatch(/^Hello\s+Bye$/);
  });

  it.each([
    ["white on a dark table", '<table bgcolor="#123456"><tr><td><font color="#ffffff">shown</font></td></tr></table>'],
    ["white on a picture", '<div style="background:url(x) #fff"><span style="color:#fff">shown</span></div>'],
    ["sized again", '<div style="font-size:0"><span style="font-size:14px">shown</span></div>'],
    ["coloured again", '<div style="color:#fff"><span style="color:#000">shown</span></div>'],
    ["hidden on phones only", "<style>@media (max-width:400px){.a{display:none}}</style><div class=a>shown</div>"],
    ["yellow on white", '<span style="color:yellow">shown</span>'],
    ["grey on white", '<span style="color:#ccc">shown</span>'],
    ["set in", '<div style="margin-left:40px;text-indent:2em">shown</div>'],
    ["white on a gradient", '<div style="background:linear-gradient(#000,#000)"><b style="color:#fff">shown</b></div>'],
    ["white on black by shorthand", '<div style="background:#000 none"><b style="color:#fff">shown</b></div>'],
    ["small in relation", '<span style="font-size:.8em">shown</span>'],
  ])("but the rest is: %s", async (_how, visible) => {
    expect((await messageOf(html(visible))).text).toBe("shown");
  });
});

describe("HTML as text", () => {
  it.each([
    ["keeps lines and lists", "<p>One<br>two</p><ul><li>a</li><li>b</li></ul>", "One\ntwo\n\n * a\n * b"],
    ["says where links lead", '<a href="https://x.example/">here</a>', "here <https://x.example/>"],
    ["but not twice", '<a href="https://x.example">https://x.example</a>', "https://x.example"],
    ["decodes entities", "<p>5 &lt; 6 &amp;&nbsp;7</p>", "5 < 6 & 7"],
  ])("%s", async (_what, body, text) => {
    expect((await messageOf(html(body))).text.replaceAll("\u00a0", " ")).toBe(text);
  });

  it("is read in place of a plain text that says nothing", async () => {
    const parts = [
      "Content-Type: text/plain\n\nSee HTML",
      `Content-Type: text/html\n\n<p>${"All of it. ".repeat(30)}</p>`,
    ];
    expect((await messageOf(multipart("alternative", parts))).text).toMatch(/^All of it\./);
  });

  it("is left alone beside a plain text", async () => {
    const parts = ["Content-Type: text/plain\n\nHello", "Content-Type: text/html\n\n<p>Hello</p>"];
    expect(await messageOf(multipart("alternative", parts))).toMatchObject({ text: "Hello", html: "<p>Hello</p>" });
  });
});

it("a mail of plain text has no HTML", async () => {
  expect((await messageOf(mail())).html).toBeNull();
});
