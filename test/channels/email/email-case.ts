import type { ChannelHost, SendingAdapter } from "../../../src/contract/index.ts";
import type { MailStandIn } from "../../../src/standins/mail/start-mail-stand-in.ts";
import type { ChannelCase, Handover, ProviderBench, Recorded, SendingBench } from "../../contract/channel-case.ts";
import { until } from "../../harness/until.ts";
import { bounceOf, nameIn } from "./bounce.ts";
import { aPart, CUSTOMER, MAILBOX, openChannel, PASSWORD, startMail } from "./mail-world.ts";
import { RECORDED } from "./recorded.ts";
import { sendFailures } from "./send-failures.ts";

export const EMAIL_CASE: ChannelCase<SendingBench> = { channel: "email", recorded: RECORDED, open };

const PLACE = `place:${MAILBOX}/INBOX`;
const AT = new Date("2026-03-01T12:00:05Z");

async function open(host: ChannelHost): Promise<SendingBench> {
  const mail = await startMail();
  const watched = watchStoring(host);
  const adapter = withPlace(openChannel(mail, watched.host), host);
  const uids = new Map<string, number>();

  const lastUid = async (): Promise<number> =>
    ((await host.memory.get(PLACE)) as { lastUid: number } | null)?.lastUid ?? 0;
  /** What becomes of a mail: an IMAP server never hears of it, so the place that is kept tells. */
  const outcome = async (uid: number): Promise<Handover> => {
    if (!adapter.isReading()) return "not_taken";
    return await until("a mail to be stored, or not", async () => {
      if ((await lastUid()) >= uid) return "taken";
      return watched.failed.delete(uid) && "not_taken";
    });
  };
  const take = async (bytes: Uint8Array): Promise<{ readonly uid: number; readonly handover: Handover }> => {
    const { uid } = await mail.deliver(bytes, { at: AT });
    return { uid, handover: await outcome(uid) };
  };
  return {
    adapter,
    provider: providerBench(mail, take),
    secrets: () => [PASSWORD, encodeURIComponent(PASSWORD), CUSTOMER, "customer.example", "help?", "parcel"],
    async handOver({ name }) {
      const { uid, handover } = await take(bytesOf(name));
      uids.set(name, uid);
      return handover;
    },
    async handOverAgain({ name }) {
      const uid = uids.get(name)!;
      if ((await lastUid()) >= uid) {
        const before = watched.stored.length;
        // As if the place had not been kept.
        await host.memory.set(PLACE, { ...((await host.memory.get(PLACE)) as object), lastUid: uid - 1 }, null);
        mail.cut();
        await until("the mail to be read again", () => watched.stored.length > before);
      }
      return await outcome(uid);
    },
    // Nobody but the server of IMAP_URL can hand anything over: we go and fetch it there.
    forgeries: [],
    withNews: (raw) => ({ ...raw, body: Buffer.concat([Buffer.from("X-Header-Of-Tomorrow: 1\r\n"), raw.body]) }),
    part: aPart,
    close: () => mail.stop(),
  };
}

const bytesOf = (name: Recorded["name"]): Uint8Array => RECORDED.find((mail) => mail.name === name)!.bytes;

/** A host that notes which mails were stored, and which could not be. */
function watchStoring(host: ChannelHost) {
  const failed = new Set<number>();
  const stored: number[] = [];
  const watching: ChannelHost = {
    ...host,
    async acceptAll(raws, place) {
      const uids = raws.map(({ meta }) => Number(meta["uid"]));
      try {
        const count = await host.acceptAll(raws, place);
        stored.push(...uids);
        return count;
      } catch (error) {
        for (const uid of uids) failed.add(uid);
        throw error;
      }
    },
  };
  return { host: watching, failed, stored };
}

/** Started when it has found its place: what comes from then on is new. */
function withPlace(channel: SendingAdapter, host: ChannelHost): SendingAdapter & { isReading(): boolean } {
  let reading = false;
  return {
    ...channel,
    async start() {
      await channel.start();
      await until("the reader's place", () => host.memory.get(PLACE));
      reading = true;
    },
    async stop() {
      await channel.stop();
      reading = false;
    },
    isReading: () => reading,
  };
}

function providerBench(mail: MailStandIn, take: (bytes: Uint8Array) => Promise<unknown>): ProviderBench {
  let bounced = 0;
  return {
    arrived: () => mail.sent.map(({ bytes }) => nameIn(bytes)),
    failures: sendFailures(mail),
    loseNextAnswer: () => mail.failSmtp({ kind: "drop", at: "answer", taken: true }),
    loseNextRequest: () => mail.failSmtp({ kind: "drop", at: "answer", taken: false }),
    failNextLookup() {},
    holdNext: () => mail.holdSmtp(),
    async settled() {
      for (; bounced < mail.sent.length; bounced += 1) await take(bounceOf(mail.sent[bounced]!));
    },
  };
}
