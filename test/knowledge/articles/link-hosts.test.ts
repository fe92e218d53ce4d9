import { describe, expect, it } from "vitest";
import { linkHostsOf } from "../../../src/knowledge/articles/link-hosts.ts";
import { parseArticle } from "../../../src/knowledge/articles/parse-article.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

const hostsIn = (text: string): readonly string[] =>
  linkHostsOf([parseArticle("a.md", `---\ntitle: A\naudience: public\n---\n${text}\n`)]);

describe("the hosts of an article's links", () => {
  it.each([
    ["between fences", "```\nhttps://code.example\n```\nhttps://prose.example", ["prose.example"]],
    [
      "between longer fences",
      "~~~~ sh\nhttps://a.example\n~~~\nhttps://b.example\n~~~~\nhttps://c.example",
      ["c.example"],
    ],
    ["from a fence that is not closed", "https://prose.example\n```\nhttps://code.example", ["prose.example"]],
  ])("are none of what stands as code %s", (_name, text, hosts) => {
    expect(hostsIn(text)).toEqual(hosts);
  });

  it("are those after three marks that begin no fence", () => {
    expect(hostsIn("```npm``` is at https://prose.example")).toEqual(["prose.example"]);
  });

  it.each([
    ["a fence of thousands of marks that is not closed", `${"`".repeat(90_000)}\n${"a\n".repeat(50_000)}`],
    ["fences of every length", Array.from({ length: 600 }, (_, at) => "~".repeat(600 - at)).join("\n")],
    ["marks without an end", "``` `\n".repeat(30_000)],
  ])("are found in a time that grows with the length alone: %s [ART-9]", (_name, text) => {
    const before = cpuMs();
    expect(hostsIn(`https://prose.example\n\n${text}`)).toEqual(["prose.example"]);
    expect(cpuMs() - before).toBeLessThan(1_000);
  });
});
