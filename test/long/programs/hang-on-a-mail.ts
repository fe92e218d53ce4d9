// Reads a mail that takes for ever, for a test that kills this process meanwhile.
import { createInterpretApart } from "../../../channels/email/interpret-apart.ts";
import { mail, READING, row } from "../../channels/email/raw-mail.ts";

const apart = createInterpretApart(READING, {
  baseMs: 120_000,
  msPerMegabyte: 0,
  heapMegabytes: 100,
  program: new URL("../../channels/email/hostile-program.ts", import.meta.url),
});
await apart.interpret(row(mail({ "Message-ID": "<1@x.example>" }, "please hang")));
