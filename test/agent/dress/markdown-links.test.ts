import { describe, expect, it } from "vitest";
import { plainText } from "../../../src/agent/dress/plain-text.ts";

const URL = "https://help.acme.example/x";

describe("links on a channel without markup", () => {
  it.each([
    ["a picture for a label", `[![alt](https://acme.example/i.png)](${URL})`, `alt: ${URL}`],
    ["a picture without words for a label", `[![](https://acme.example/i.png)](${URL})`, URL],
    ["a picture and words for a label", `[![alt](i.png) more](${URL})`, `alt more: ${URL}`],
    ["HTML for a label", `[<img src="https://acme.example/i.png" alt="alt"> <b>a</b>](${URL})`, `alt a: ${URL}`],
    ["brackets in a label", `[a [b] c](${URL})`, `a [b] c: ${URL}`],
    ["a link in a label", `[a [b](${URL}1) c](${URL}2)`, `a b: ${URL}1 c: ${URL}2`],
    ["a label on two lines", `See [our\n  plans](${URL}) now`, `See our plans: ${URL} now`],
    ["a label on two lines of a quotation", `> See [our\n> plans](${URL}) now`, `See our plans: ${URL} now`],
    ["a label of two paragraphs is none", `[a\n\nb](${URL})`, `[a\n\nb](${URL})`],
    ["a bracket that nothing closes", `[a and [b](${URL})`, `[a and b: ${URL}`],
    ["a bracket that nothing opens", `a] and [b](${URL})`, `a] and b: ${URL}`],
    ["emphasis in a label", `[**a** _b_](${URL})`, `a b: ${URL}`],
    ["code in a label", `[\`a_b_\`](${URL})`, `a_b_: ${URL}`],
    ["a title", `[a](${URL} "b c")`, `a: ${URL}`],
    ["a letter behind it", `[料金](${URL})をご覧`, `料金: ${URL} をご覧`],
    ["links side by side", `[a](${URL})[b](${URL})![c](${URL})`, `a: ${URL} b: ${URL} c: ${URL}`],
    ["a picture", "![alt](https://acme.example/i.png)", "alt: https://acme.example/i.png"],
    ["a picture that no phone can open", "![alt](i.png)", "alt"],
    ["a picture in the text", "![alt](data:image/png;base64,AAAA)", "alt"],
    ["a script for an address", "[a](javascript:alert)", "a"],
    ["a picture that is defined elsewhere", `[![alt][i]][u]\n\n[i]: i.png\n[u]: ${URL}`, `alt: ${URL}`],
    ["a label that is defined elsewhere", `See [the guide].\n\n[The Guide]: ${URL}`, `See the guide: ${URL}.`],
    ["a definition in code", `\`\`\`\n[a]: ${URL}\n\`\`\``, `[a]: ${URL}`],
    ["a definition that nothing refers to", `See below.\n[1]: ${URL}`, `See below.\n[1]: ${URL}`],
    ["what only looks like one", "Your code is below.\n[Code]: 48213", "Your code is below.\n[Code]: 48213"],
    ["a figure behind a name in brackets", "The [Total] is\n[Total]: $15.00", "The [Total] is\n[Total]: $15.00"],
    ["a mail address in brackets", "Write to <help@acme.example>.", "Write to help@acme.example."],
  ])("are kept: %s [VOICE-1]", (_what, markdown, plain) => expect(plainText(markdown)).toBe(plain));
});
