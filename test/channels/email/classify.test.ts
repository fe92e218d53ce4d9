import { describe, expect, it } from "vitest";
import { nameOf } from "../../../channels/email/message-name.ts";
import { type Fields, mail, messageOf, READING } from "./raw-mail.ts";

const OURS = nameOf("0192f0a1-7b3c-7d4e-8f50-617283940516", "example.com", READING.secret);

describe("[EMAIL-6] no person wrote it just now", () => {
  it.each<[string, Fields, string]>([
    ["a vacation program", { "Auto-Submitted": "auto-replied" }, "auto_reply"],
    ["one with a comment", { "Auto-Submitted": "Auto-Replied (vacation); owner-email=x" }, "auto_reply"],
    ["an old one", { Precedence: "auto_reply" }, "auto_reply"],
    ["one that says so", { "X-Autoreply": "yes" }, "auto_reply"],
    ["one that says so otherwise", { "X-Autorespond": "Away" }, "auto_reply"],
    [
      "Exchange out of office",
      { "X-Auto-Response-Suppress": "All", "X-MS-Exchange-Inbox-Rules-Loop": "a@b" },
      "auto_reply",
    ],
    ["a subject", { Subject: "Automatic reply: My order" }, "auto_reply"],
    ["a subject in Japanese", { Subject: "=?utf-8?B?6Ieq5YuV6L+U5L+hOiDkuI3lnKg=?=" }, "auto_reply"],
    ["a program", { "Auto-Submitted": "auto-generated" }, "auto_generated"],
    ["a word of tomorrow", { "Auto-Submitted": "auto-dreamt" }, "auto_generated"],
    ["a mailing", { Precedence: "bulk" }, "auto_generated"],
    ["what wants no answers", { "X-Auto-Response-Suppress": "DR, OOF, AutoReply" }, "auto_generated"],
    ["what fears loops", { "X-Loop": "yes" }, "auto_generated"],
    ["what cannot be answered", { "Return-Path": "<>" }, "auto_generated"],
    ["an address without a reader", { From: "no-reply@shop.example" }, "auto_generated"],
    ["another one", { From: "Shop <donotreply+17@shop.example>" }, "auto_generated"],
    ["a list", { "List-Id": "<lamps.lists.example>" }, "list"],
    ["a newsletter", { "List-Unsubscribe": "<https://x.example/u>" }, "list"],
    ["an old list", { Precedence: "list" }, "list"],
    ["our own address", { From: "support@example.com" }, "own_loop"],
    ["our mark", { "X-Switchboard-Loop": "support@example.com" }, "own_loop"],
    ["a name that we made", { "Message-ID": OURS }, "own_loop"],
  ])("%s", async (_what, fields, kind) => {
    const message = await messageOf(mail(fields));
    expect(message.class).toBe(kind);
    expect(message.suppressed).not.toBeNull();
  });
});

describe("[EMAIL-6] a person wrote it", () => {
  it.each<[string, Fields]>([
    ["plainly", {}],
    ["and the program says that it is none", { "Auto-Submitted": "No (a person)" }],
    ["and wants no receipts", { "X-Auto-Response-Suppress": "DR, RN" }],
    ["through our own group", { "List-Id": "Support <support.example.com>", Precedence: "list" }],
    ["whose name only begins like a program's", { From: "rooter@customer.example" }],
    ["about automatic things", { Subject: "Automatic doors: a question" }],
    ["in answer to a mail of ours", { "In-Reply-To": OURS, References: OURS }],
    ["at the desk of another Switchboard", { "X-Switchboard-Loop": "help@other.example" }],
    ["who is postmaster", { From: "postmaster.jane@customer.example" }],
  ])("%s", async (_what, fields) => {
    expect(await messageOf(mail(fields))).toMatchObject({ class: "human", suppressed: null });
  });
});

it("[EMAIL-7] a mail from before the first connect is shown and not answered", async () => {
  const message = await messageOf(mail(), { imported: "1" });
  expect(message.class).toBe("human");
  expect(message.suppressed).toContain("before the mailbox was connected");
});
