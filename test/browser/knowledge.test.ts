import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { temporaryFolder } from "../database/temporary-folder.ts";
import { expectAccessible, inBrowser, type Person, picture, soon } from "../harness/browser.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";
import { ROOT } from "../programs/run-program.ts";
import { OPERATOR_ENV, openInbox } from "./inbox-window.ts";

const DESKTOP = { viewport: { width: 1440, height: 900 } } as const;
const QUESTION = "Can I bring my parrot to the office tour?";

inBrowser("an admin at the knowledge", (browser) => {
  const folder = temporaryFolder();
  let product: Product;
  beforeAll(async () => {
    cpSync(join(ROOT, "knowledge"), folder.path, { recursive: true });
    writeFileSync(join(folder.path, "articles/billing/half-done.md"), "---\ntitle: Half done\n---\nText.\n");
    product = await startProduct({ env: { ...OPERATOR_ENV, KNOWLEDGE_DIR: folder.path } });
  });
  afterAll(async () => {
    await product.stop();
    folder.remove();
  });

  const opened = async (person: Person, hash = ""): Promise<Page> => {
    const { page } = await openInbox(person, product);
    await page.getByRole("link", { name: "Knowledge" }).waitFor();
    if (hash !== "") await page.evaluate(`location.assign(${JSON.stringify(hash)})`);
    return page;
  };
  const part = (page: Page, name: string) =>
    page.getByRole("navigation", { name: "Knowledge" }).getByRole("link", { name });
  const rows = (page: Page) => page.getByRole("region", { name: "Articles" }).locator(".row");
  const write = (slug: string, article: object) =>
    product.api("PUT", `/api/articles/${slug}`, { audience: "public", draft: false, ...article });

  it("goes there by a key, reads an article, and sees what is broken [KPG-1, KPG-2]", async () => {
    const page = await opened(await browser.person(DESKTOP));
    await page.getByRole("link", { name: "Knowledge 1 broken" }).waitFor();
    await page.keyboard.press("g");
    await soon(() => new URL(page.url()).hash).toBe("#/knowledge");
    await page.keyboard.press("/");
    await page.keyboard.type("refund policy");
    await rows(page).filter({ hasText: "refund-policy" }).click();
    await page.getByRole("heading", { level: 2, name: /refund/i }).waitFor();
    await soon(() => page.locator(".article-text .markdown h3").count()).toBeGreaterThan(1);
    await expectAccessible(page);
    await picture(page, "knowledge-article");

    await part(page, "Status").click();
    await page.getByText("articles/billing/half-done.md").waitFor();
    await page.getByText(/audience/).waitFor();
    await expectAccessible(page);
    await picture(page, "knowledge-status");
    rmSync(join(folder.path, "articles/billing/half-done.md"));
    await page.getByText("None. Every file can be used.").waitFor();
    await soon(() => page.getByRole("link", { name: /broken/ }).count()).toBe(0);

    await page.keyboard.press("g");
    await soon(() => new URL(page.url()).hash).toBe("");
    await page.getByRole("region", { name: /Conversations/ }).waitFor();
  });

  it("writes an article, publishes it, finds it by a question, and deletes it [KPG-3, KPG-4]", async () => {
    const page = await opened(await browser.person(DESKTOP), "#/knowledge");
    await page.getByRole("link", { name: "New article" }).click();
    await page.getByLabel("Title").fill("Parrots on the office tour");
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("parrots-on-the-office-tour");
    await page.getByLabel("Text, in Markdown").fill("## Birds\n\nA **parrot** may come along in its cage.");
    await page.getByRole("region", { name: "Preview" }).getByRole("heading", { name: "Birds" }).waitFor();
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByRole("alert").getByText("Say who may read it").waitFor();
    await page.getByText("Customers", { exact: true }).click();
    await expectAccessible(page);
    await picture(page, "knowledge-editor");
    await page.keyboard.press("Control+s");
    await page.getByRole("button", { name: "Edit" }).waitFor();
    await soon(() => new URL(page.url()).hash).toBe("#/knowledge/articles/parrots-on-the-office-tour");
    await rows(page).filter({ hasText: "Parrots" }).getByText("Draft").waitFor();

    const ask = async (): Promise<void> => {
      await part(page, "Try a question").click();
      await page.getByRole("textbox", { name: "Question" }).fill(QUESTION);
      await page.keyboard.press("Enter");
    };
    const found = page.getByRole("list", { name: "Passages" }).getByRole("link", { name: /Parrots/ });
    await ask();
    await page
      .getByText(/Nothing is found|meaning|By words/)
      .first()
      .waitFor();
    expect(await found.count()).toBe(0);

    await page.goBack();
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Draft").uncheck();
    await page.getByRole("button", { name: "Save and publish" }).click();
    await page.getByRole("button", { name: "Edit" }).waitFor();
    await ask();
    await found.waitFor();
    await page.getByText("parrot", { exact: true }).first().waitFor();
    await expectAccessible(page);
    await picture(page, "knowledge-try");

    await found.click();
    await page.getByRole("button", { name: "Delete" }).click();
    await expectAccessible(page);
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await soon(() => new URL(page.url()).hash).toBe("#/knowledge");
    await soon(() => rows(page).filter({ hasText: "Parrots" }).count()).toBe(0);
  });

  it("whom a colleague has overtaken loses nothing, and says whose text stays [KPG-5]", async () => {
    await write("tour", { title: "The tour", body: "It is on Monday.\n\nCome early." });
    const page = await opened(await browser.person(DESKTOP), "#/knowledge/articles/tour");
    await page.getByRole("button", { name: "Edit" }).click();
    const field = page.getByLabel("Text, in Markdown");
    await field.fill("It is on Tuesday.\n\nCome early.");
    await write("tour", { title: "The tour", body: "It is on Friday.\n\nCome early." });
    await page.getByRole("button", { name: "Save and publish" }).click();
    await page.getByText("has changed this article meanwhile").waitFor();
    await page.getByRole("button", { name: "Look at theirs" }).click();
    await page.getByText("theirs: It is on Friday.").waitFor();
    await page.getByText("mine: It is on Tuesday.").waitFor();
    await expectAccessible(page);
    await picture(page, "knowledge-conflict");

    await page.reload();
    await soon(() => field.inputValue()).toBe("It is on Tuesday.\n\nCome early.");
    await page.getByText("has changed this article meanwhile").waitFor();
    await page.getByRole("button", { name: "Save mine in its place" }).click();
    await page.getByRole("button", { name: "Edit" }).waitFor();
    await page.getByText("It is on Tuesday.").waitFor();
    const { body } = await product.api<{ body: string }>("GET", "/api/articles/tour");
    expect(body.body).toContain("Tuesday");
  });

  it("changes the article of a file, and goes back to the file [KPG-6]", async () => {
    const page = await opened(await browser.person(DESKTOP), "#/knowledge/articles/refund-policy");
    const heading = page.getByRole("heading", { level: 2 });
    await heading.waitFor();
    const title = (await heading.textContent()) ?? "";
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Title").fill("No refunds");
    await page.getByRole("button", { name: "Save and publish" }).click();
    await page.getByRole("heading", { level: 2, name: "No refunds" }).waitFor();
    await page.getByText("Changed here").first().waitFor();
    await page.getByRole("button", { name: "Back to the file" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Use the file" }).click();
    await page.getByRole("heading", { level: 2, name: title }).waitFor();
    await soon(() => page.getByText("Changed here").count()).toBe(0);
  });

  it("deletes the article of a file, sees that the file is left aside, and brings it back [KPG-6]", async () => {
    const page = await opened(await browser.person(DESKTOP), "#/knowledge/articles/free-trial");
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByText("is no longer used").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await soon(() => new URL(page.url()).hash).toBe("#/knowledge");
    await part(page, "Status").click();
    const aside = page.getByRole("region", { name: "Files that are not used" });
    await aside.getByText("articles/billing/free-trial.md").waitFor();
    await expectAccessible(page);
    await aside.getByRole("button", { name: "Use the file again" }).click();
    await aside.waitFor({ state: "detached" });
    await part(page, "Articles").click();
    await rows(page).filter({ hasText: "free-trial" }).waitFor();
  });

  it("sees what customers asked in vain, writes an article for it, and dismisses what needs none [KPG-7]", async () => {
    const asks = async (from: string, body: string): Promise<string> => {
      await product.twilio.text({ from, body });
      const isDone = ({ turns }: Whole): boolean => turns.some(({ outcome }) => outcome !== null);
      return (await product.conversationWhen(from, isDone)).conversation.id;
    };
    await asks("+15550302000", "Is there a chess club?");
    await asks("+15550302001", "do you groom alpacas");
    const conversationId = await asks("+15550302002", "Do you groom alpacas?");
    const page = await opened(await browser.person(DESKTOP), "#/knowledge/gaps");
    const gaps = page.locator(".gap");
    await soon(() => gaps.locator("h3").allTextContents()).toEqual([
      expect.stringMatching(/alpacas/),
      "Is there a chess club?",
    ]);
    await gaps.first().getByText("Asked 2 times").waitFor();
    await gaps.first().getByText("As it was asked").click();
    const example = gaps.first().getByRole("link", { name: "Do you groom alpacas?", exact: true });
    expect(await example.getAttribute("href")).toBe(`#${conversationId}`);
    await expectAccessible(page);
    await picture(page, "knowledge-gaps");

    await gaps.nth(1).getByRole("button", { name: "Dismiss" }).click();
    await soon(() => gaps.count()).toBe(1);
    await soon(() => product.database.outside.unansweredQuestion.count({ where: { dismissedBy: null } })).toBe(2);
    await page.reload();
    await soon(() => gaps.count()).toBe(1);
    await gaps.getByRole("link", { name: "Write an article" }).click();
    await soon(() => page.getByLabel("Title").inputValue()).toMatch(/alpacas/);
    expect(await page.getByLabel("Draft").isChecked()).toBe(true);
  });

  it("opens an article from anywhere, and nothing in it runs or loads [KPG-8]", async () => {
    const body = [
      "# Hello",
      "<img src=x onerror=alert(1)><script>alert(2)</script>",
      "[here](javascript:alert(3)) ![there](https://tracker.example/p.png)",
      "<iframe srcdoc='<script>alert(4)</script>'></iframe>",
    ].join("\n\n");
    await write("from-anywhere", { title: "<b onmouseover=alert(5)>Bold</b>", body });
    const page = await opened(await browser.person(DESKTOP));
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.evaluate('location.assign("#/knowledge/articles/from-anywhere")');
    const text = page.locator(".article-text");
    await text.getByText("onerror=alert(1)").waitFor();
    expect(await text.locator("img, script, iframe, [onerror]").count()).toBe(0);
    const links = await text.getByRole("link").evaluateAll((found) => found.map((link) => link.getAttribute("href")));
    expect(links).toEqual(["https://tracker.example/p.png"]);
    expect(asked.filter((url) => !url.startsWith(product.url))).toEqual([]);
  });

  it("works on a telephone, in the dark [KPG-1]", async () => {
    const telephone = { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true } as const;
    const page = await opened(await browser.person(telephone), "#/knowledge");
    await rows(page).first().waitFor();
    await expectAccessible(page);
    await picture(page, "knowledge-phone-list");
    await rows(page).filter({ hasText: "refund-policy" }).click();
    await page.getByRole("button", { name: "Edit" }).waitFor();
    await expectAccessible(page);
    await picture(page, "knowledge-phone-article");
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByText("Preview", { exact: true }).click();
    await page.getByRole("region", { name: "Preview" }).getByRole("heading").first().waitFor();
    await expectAccessible(page);
    await picture(page, "knowledge-phone-editor");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Back to the list" }).click();
    await rows(page).first().waitFor();
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
