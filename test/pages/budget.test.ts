import { spawnSync } from "node:child_process";
import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { ROOT } from "../programs/run-program.ts";

const BUILD = join(ROOT, ".build/pages");

/** What the widget and the inbox are made of, but for packages, which change with an installation, and that builds. */
const SOURCES = ["channels/widget/{page,loader}/**", "src/desk/page/**", ".config/*.ts"];

beforeAll(() => {
  if (isFresh()) return;
  const args = [join(ROOT, ".config/build-pages.ts"), "widget", "inbox"];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: "utf8",
    // As for everybody: what is built for tests is larger.
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) throw new Error(stderr);
});

function isFresh(): boolean {
  const changedAt = (path: string): number => statSync(path).mtimeMs;
  const built = ["widget/index.html", "widget.js", "inbox/index.html"].map((path) => join(BUILD, path));
  const sources = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
  try {
    return Math.min(...built.map(changedAt)) > Math.max(...sources.map((path) => changedAt(join(ROOT, path))));
  } catch {
    return false; // not built
  }
}

const sizeOf = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

it("the loader has at most 5 KB, compressed [CHAT-7]", () => {
  expect(sizeOf(join(BUILD, "widget.js"))).toBeLessThan(5_000);
});

it("the chat page has at most 60 KB, compressed, with all that it loads [CHAT-7]", () => {
  const assets = join(BUILD, "widget/assets");
  const files = readdirSync(assets).filter((name) => !name.endsWith(".gz"));
  expect(files.length).toBeGreaterThan(1);
  const bytes = files.reduce((sum, name) => sum + sizeOf(join(assets, name)), sizeOf(join(BUILD, "widget/index.html")));
  expect(bytes).toBeLessThan(60_000);
});

it("neither has anything from elsewhere [CHAT-7]", () => {
  const page = readFileSync(join(BUILD, "widget/index.html"), "utf8");
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) expect(address).toMatch(/^\.\/assets\/[\w.-]+$/);
  expect(page).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=/);
});

it("the inbox has at most 48 KB, compressed, and comes without the knowledge [KPG-10]", () => {
  const page = readFileSync(join(BUILD, "inbox/index.html"), "utf8");
  const loaded = [...page.matchAll(/(?:src|href)="\.\/(assets\/[\w.-]+)"/g)].map(([, path = ""]) => path);
  const bytes = loaded.reduce((sum, path) => sum + sizeOf(join(BUILD, "inbox", path)), 0);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(48_000);
  const all = readdirSync(join(BUILD, "inbox/assets")).filter((name) => /^knowledge.*\.(?:js|css)$/.test(name));
  expect(all).toHaveLength(2);
  for (const name of all) expect(loaded).not.toContain(`assets/${name}`);
});
