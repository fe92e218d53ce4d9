// The program that reads mails, with words in a mail that make it hang, or take all the memory there is.
import type { Question } from "../../../channels/email/interpret-program.ts";

process.on("message", ({ raw }: Question) => {
  const text = Buffer.from(raw.body).toString("latin1");
  if (text.includes("please hang")) for (;;) Math.sqrt(2);
  if (text.includes("please swell")) for (const all: number[][] = []; ; ) all.push([...new Uint8Array(1_000_000)]);
  if (text.includes("please leave")) process.exit(1);
});
await import("../../../channels/email/interpret-program.ts");
