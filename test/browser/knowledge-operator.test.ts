import { afterAll, beforeAll, expect, it } from "vitest";
import { expectAccessible, inBrowser, picture, soon } from "../harness/browser.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { OPERATOR_ENV, openInbox } from "./inbox-window.ts";

const DESKTOP = { viewport: { width: 1440, height: 900 } } as const;

inBrowser("an operator at the knowledge", (browser) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ env: { ...OPERATOR_ENV, EMBEDDINGS: "local" } });
  });
  afterAll(() => product.stop());
  const isNow = (role: "admin" | "operator") => product.database.outside.operator.updateMany({ data: { role } });

  it("who is no admin reads articles, and is offered nothing that would be refused [KPG-9]", async () => {
    await isNow("operator");
    const { page } = await openInbox(await browser.person(DESKTOP), product);
    await page.getByRole("link", { name: "Knowledge" }).click();
    await page.locator(".article-row").filter({ hasText: "refund-policy" }).click();
    await page.getByRole("heading", { level: 2, name: /refund/i }).waitFor();
    await soon(() => page.getByText("Reading only").count()).toBe(1);
    for (const name of ["Edit", "Delete"]) expect(await page.getByRole("button", { name }).count()).toBe(0);
    expect(await page.getByRole("link", { name: "New article" }).count()).toBe(0);
  });

  it("sees vectors come, and what a question means [KPG-2, KPG-4]", async () => {
    const { page } = await openInbox(await browser.person(DESKTOP), product);
    const vectors = { model: "new-model", dimension: 8, serving: "old-model", done: 3, total: 12, error: "No key." };
    await page.route("**/api/knowledge", async (route) => {
      const status = (await (await route.fetch()).json()) as object;
      await route.fulfill({ json: { ...status, vectors } });
    });
    await page.getByRole("link", { name: "Knowledge" }).click();
    await page.getByRole("link", { name: "Status", exact: true }).click();
    await soon(() => page.getByRole("progressbar").getAttribute("value")).toBe("3");
    await page.getByText("3 of 12 passages embedded. Until all are, questions are compared by old-model.").waitFor();
    await page.getByText("No vectors are being made: No key.").waitFor();
    await expectAccessible(page);
    await picture(page, "knowledge-vectors");
    await page.unroute("**/api/knowledge");
    await page.getByText(/^\d+ passages embedded\.$/).waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(0);

    await page.getByRole("link", { name: "Try a question" }).click();
    await page.getByRole("textbox", { name: "Question" }).fill("the money went off my account two times");
    await page.keyboard.press("Enter");
    await page
      .getByRole("list", { name: "Passages" })
      .getByRole("link", { name: "I was charged twice" })
      .first()
      .waitFor();
    await page
      .getByText(/= meaning 0\.\d\d \+ 0\.3 × words/)
      .first()
      .waitFor();
  });

  it("is told when he may not write any more, or nobody answers, and keeps what he has written [KPG-9]", async () => {
    await isNow("admin");
    const { page } = await openInbox(await browser.person(DESKTOP), product);
    await page.getByRole("link", { name: "Knowledge" }).click();
    await page.locator(".article-row").filter({ hasText: "refund-policy" }).click();
    await page.getByRole("button", { name: "Edit" }).click();
    const field = page.getByLabel("Text, in Markdown");
    await field.fill("Nothing is refunded.");
    await isNow("operator");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("alert").getByText("Only an administrator may write articles.").waitFor();
    await page.route("**/api/articles/**", (route) => route.abort());
    await page.keyboard.press("Control+Enter");
    await page.getByRole("alert").getByText("No connection. Nothing is lost: try again.").waitFor();
    expect(await field.inputValue()).toBe("Nothing is refunded.");
  });
});
