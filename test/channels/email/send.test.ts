import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { address, type SendError } from "../../../src/contract/index.ts";
import type { MailStandIn } from "../../../src/standins/mail/start-mail-stand-in.ts";
import { createRecordingHost, type RecordingHost } from "../../contract/recording-host.ts";
import { aPart, CUSTOMER, OURS, openChannel, startMail } from "./mail-world.ts";

const patient = (): AbortSignal => AbortSignal.timeout(10_000);

let mail: MailStandIn;
let host: RecordingHost;
beforeEach(async () => {
  mail = await startMail();
  host = createRecordingHost();
});
afterEach(() => mail.stop());

const channel = (config: Parameters<typeof openChannel>[2] = {}) => openChannel(mail, host, config);
const failure = async (sending: Promise<unknown>): Promise<SendError> =>
  (await sending.then(
    () => new Error("it was sent"),
    (error: unknown) => error,
  )) as SendError;

describe("sending", () => {
  it("hands the mail over once, for everybody it is for, and names it", async () => {
    const part = aPart("Hello", {
      envelope: { subject: null, copies: [address("bob@customer.example")], answers: null },
    });
    const { providerId } = await channel().send(part, patient());
    expect(mail.sent).toMatchObject([{ from: OURS, to: [CUSTOMER, "bob@customer.example"] }]);
    expect(mail.sent[0]!.bytes.toString()).toContain(providerId);
  });

  it("takes lines that begin with a dot, and long ones", async () => {
    await channel().send(aPart(`.\n..x\n${"x".repeat(3_000)}`), patient());
    expect(mail.sent[0]!.bytes.toString().replaceAll("=\r\n", "")).toContain("x".repeat(3_000));
  });

  it("counts as done when only a copy is refused", async () => {
    mail.failSmtp({ kind: "refuse", at: "recipient", code: 550, text: "5.1.1 gone", to: "bob@customer.example" });
    const part = aPart("Hello", {
      envelope: { subject: null, copies: [address("bob@customer.example")], answers: null },
    });
    await channel().send(part, patient());
    expect(mail.sent).toMatchObject([{ to: [CUSTOMER] }]);
    expect(host.lines).toEqual([JSON.stringify({ refused: 1, message: "copies were refused" })]);
  });

  it("is not tried again when only the copies got it, for they would get it twice", async () => {
    mail.failSmtp({ kind: "refuse", at: "recipient", code: 451, text: "4.2.1 later", to: CUSTOMER });
    const part = aPart("Hello", {
      envelope: { subject: null, copies: [address("bob@customer.example")], answers: null },
    });
    expect(await failure(channel().send(part, patient()))).toMatchObject({ retryable: false, maybeSent: false });
    expect(mail.sent).toMatchObject([{ to: ["bob@customer.example"] }]);
  });
});

describe("beside what the contract tries [EMAIL-27, OUT-9]", () => {
  it("an address that could not be said in SMTP", async () => {
    const part = { ...aPart(), to: address("ada\r\nRCPT TO:<eve@evil.example>") };
    const error = await failure(channel().send(part, patient()));
    expect(error).toMatchObject({ code: "smtp_553_5.1.3", retryable: false, maybeSent: false });
    expect(mail.sent).toEqual([]);
  });

  it("a server that nobody listens on", async () => {
    await mail.close();
    expect(await failure(channel().send(aPart(), patient()))).toMatchObject({
      code: "smtp_unreachable",
      retryable: true,
      maybeSent: false,
      concerns: "provider",
    });
  });

  it("a refused login, which is about us [EMAIL-20]", async () => {
    const email = channel();
    mail.refuseLogins(true);
    const error = await failure(email.send(aPart(), patient()));
    expect(error).toMatchObject({ code: "smtp_535_5.7.8", retryable: true, maybeSent: false, concerns: "account" });
    expect(email.health()).toMatchObject({ ok: false, why: expect.stringMatching(/SMTP_URL/) });
    mail.refuseLogins(false);
    await email.send(aPart(), patient());
    expect(email.health()).toEqual({ ok: true });
  });

  it("and nothing of it tells an address, a password or what the server said", async () => {
    mail.failSmtp({ kind: "refuse", at: "recipient", code: 550, text: `5.1.1 <${CUSTOMER}> unknown` });
    const error = await failure(channel().send(aPart(), patient()));
    const told = [error.message, error.code, String(error.cause), ...host.lines].join("\n");
    expect(told).not.toMatch(/ada|s3cret|unknown/);
  });
});

describe("being stopped", () => {
  it("before anything leaves nothing sent", async () => {
    expect(await failure(channel().send(aPart(), AbortSignal.abort()))).toMatchObject({ maybeSent: false });
    expect(mail.sent).toEqual([]);
  });

  it("while the server thinks leaves it open", async () => {
    const held = mail.holdSmtp();
    const stopping = new AbortController();
    const sending = failure(channel().send(aPart(), stopping.signal));
    await held.arrived;
    stopping.abort();
    expect(await sending).toMatchObject({ code: "smtp_aborted", retryable: true, maybeSent: true });
    held.release();
  });
});

describe("a password", () => {
  it("is not sent in the clear to another machine [EMAIL-28]", async () => {
    const heard: string[] = [];
    const plain = createServer((socket) => {
      socket.write("220 ready\r\n");
      socket.on("error", () => {});
      socket.on("data", (chunk) => {
        heard.push(chunk.toString());
        socket.write(chunk.toString().startsWith("EHLO") ? "250-hello\r\n250 AUTH PLAIN\r\n" : "502 no\r\n");
      });
    });
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    // An address of this machine that does not say so.
    const smtpUrl = `smtp://support:s3cret@0.0.0.0:${(plain.address() as AddressInfo).port}`;
    const email = channel({ config: { smtpUrl } });
    expect(await failure(email.send(aPart(), patient()))).toMatchObject({ code: "smtp_insecure", maybeSent: false });
    expect(email.health()).toMatchObject({ ok: false, why: expect.stringMatching(/encryption/) });
    expect(heard.join("")).not.toMatch(/AUTH/);
    await new Promise((resolve) => plain.close(resolve));
  });
});
