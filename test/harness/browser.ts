import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const PROGRAM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // In place of Playwright's list: frames of other sites have a storage of their own there, as in anybody's browser.
  "--disable-features=HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding",
];

/** A Chromium for the tests of one file. */
export interface TestBrowser {
  /** A browser of one person: nothing is kept, and nobody else's pages see it. Closed after the test. */
  person(options?: BrowserContextOptions): Promise<Person>;
}

export interface Person {
  readonly context: BrowserContext;
  open(url: string): Promise<Page>;
}

/**
 * Tests that need Chromium. Where there is none they are skipped and say why; where everything has to be tried, which is
 * where CI is set, they fail. A test in which a page throws, or a script of somebody else's tries to run, fails.
 */
export function inBrowser(name: string, tests: (browser: TestBrowser) => void): void {
  if (existsSync(PROGRAM)) {
    describe(name, { timeout: 60_000 }, () => tests(launched()));
    return;
  }
  const reason = `no Chromium at ${PROGRAM}: install it, or name it in CHROMIUM`;
  it(name, ({ skip }) => {
    if (process.env["CI"]) throw new Error(reason);
    skip(reason);
  });
}

function launched(): TestBrowser {
  let browser: Browser;
  const faults: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: PROGRAM, args: ARGS });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());
  return {
    async person(options = {}) {
      const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
      context.setDefaultTimeout(PATIENCE_MS);
      await context.addInitScript(TELL_DIALOGS);
      watch(context, faults);
      return {
        context,
        async open(url) {
          const page = await context.newPage();
          await page.goto(url);
          return page;
        },
      };
    },
  };
}

/** Pages ask nothing by dialogs, and browsers show none for frames of other sites: what asks is a customer's script. */
const TELL_DIALOGS = `for (const name of ["alert", "confirm", "prompt"]) window[name] = () => console.error("A script ran: " + name);`;

/** A script that ran, or one that the policy of a page, or the sandbox of a frame, has kept from running. */
const A_SCRIPT = /^A script ran|Blocked script execution|script-src|inline event handler|javascript: ?URL/i;

function watch(context: BrowserContext, faults: string[]): void {
  context.on("weberror", (fault) => faults.push(String(fault.error().stack)));
  context.on("console", (message) => {
    if (A_SCRIPT.test(message.text())) faults.push(message.text());
  });
}

const PATIENCE_MS = 15_000;

/** What a page shows, once it is as expected: `await soon(() => chat.said()).toEqual([…])`. */
export const soon = <T>(read: () => Promise<T> | T) => expect.poll(read, { timeout: PATIENCE_MS, interval: 30 });

/** That axe finds nothing in a page or in its frames. */
export async function expectAccessible(page: Page): Promise<void> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    // A frame whose sandbox lets no script run cannot be asked either.
    if (frame.url() === "about:srcdoc" || frame.isDetached()) continue;
    await frame.evaluate(axe.source);
    const { violations } = (await frame.evaluate("axe.run({ iframes: false })")) as axe.AxeResults;
    for (const { id, nodes } of violations) for (const { html } of nodes) found.push(`${id}: ${html.slice(0, 200)}`);
  }
  expect(found).toEqual([]);
}

/** Leaves a picture of a page in the folder SCREENSHOTS, when there is one. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
