import { afterAll, beforeAll, expect, it } from "vitest";
import { ALL_ATTACKS, expectHarmless, hostileMail, requestsElsewhere, showFormatted } from "../browser/attacks.ts";
import { OPERATOR_ENV, openInbox } from "../browser/inbox-window.ts";
import { inBrowser } from "../harness/browser.ts";
import { newAddress, type Post, startPost } from "../harness/post.ts";

/** So many frames at once are a page that a browser still shows in no time. */
const THREAD = 50;

inBrowser("every attack of the corpora", (browser) => {
  let post: Post;
  beforeAll(async () => {
    post = await startPost({ env: OPERATOR_ENV });
  });
  afterAll(() => post.product.stop());

  it("as a formatted mail, does nothing in the inbox [WEB-13]", async () => {
    const person = await browser.person({ viewport: { width: 1440, height: 900 } });
    const elsewhere = requestsElsewhere(person, post.product.url);
    const { page, said } = await openInbox(person, post.product);
    // Mails by a machine are stored and shown, and not answered.
    const headers = ["Auto-Submitted: auto-generated"];
    let formatted = 0;
    for (let at = 0; at < ALL_ATTACKS.length; at += THREAD) {
      const from = newAddress("mallory");
      const [attack = "", ...others] = ALL_ATTACKS.slice(at, at + THREAD);
      const first = hostileMail(attack, { from, headers });
      await post.deliver(first);
      await post.deliver(...others.map((other) => hostileMail(other, { from, headers, inReplyTo: first.id })));
      const { conversation, messages } = await post.whole(first);
      await page.goto(`${post.product.url}/inbox/#${conversation.id}`);
      await expect.poll(said, { timeout: 30_000 }).toEqual(messages.map(({ text }) => text));
      formatted += await showFormatted(page);
      await expectHarmless(page);
    }
    expect(formatted).toBeGreaterThan(ALL_ATTACKS.length / 2);
    expect(elsewhere).toEqual([]);
  }, 300_000);
});
