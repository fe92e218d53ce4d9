import type Anthropic from "@anthropic-ai/sdk";

/** A small help centre: the facts of the fictional Acme, as an article each. */
const ARTICLES = {
  "Refund policy": `Refunds are available within 30 days of purchase for any reason.
After 30 days, refunds require manager approval.
To request a refund, customers must provide their order number.
Refunds are processed within 5-7 business days.`,
  "Locked account": `Accounts are temporarily locked after 5 failed login attempts.
Lockouts last 30 minutes automatically.
For immediate unlock, customers must verify their email.
Persistent lockouts may indicate a security issue.`,
  "Subscription plans": `| Plan | Price | Included |
| --- | --- | --- |
| Starter | $19/month | 5 projects, 10GB storage |
| Pro | $49/month | Unlimited projects, 100GB storage, priority support |
| Enterprise | Custom pricing | SSO, dedicated account manager, SLA guarantee |

Plan changes take effect on the next billing cycle.`,
  "API rate limits": `Free tier: 100 requests/hour.
Pro tier: 10,000 requests/hour.
Enterprise: Custom limits.
Rate limit errors return HTTP 429. Use exponential backoff.`,
  "Invite people": `How do I invite somebody?
1. Open **Settings → Members** and choose **Invite**.
2. Enter the email address.
3. They get a [link](https://help.example/link) that works for 7 days.`,
} as const;

export type Title = keyof typeof ARTICLES;

/** Search results as our agent sends them; without any, the note that it sends then. */
export function found(...titles: Title[]): (Anthropic.SearchResultBlockParam | Anthropic.TextBlockParam)[] {
  if (titles.length === 0)
    return [{ type: "text", text: "The help centre has nothing on this. Offer a human colleague." }];
  return titles.map((title) => ({
    type: "search_result",
    source: `https://help.example/${title.toLowerCase().replaceAll(" ", "-")}`,
    title,
    content: [{ type: "text", text: ARTICLES[title] }],
    citations: { enabled: true },
  }));
}

/** Everything that may be quoted. */
export const ALL_FACTS = Object.values(ARTICLES).join("\n");
