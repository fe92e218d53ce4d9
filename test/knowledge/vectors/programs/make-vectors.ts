import { openDatabase } from "../../../../src/database/database.ts";
import { createVectors } from "../../../../src/knowledge/vectors/create-vectors.ts";
import { NO_METER } from "../../../../src/meter.ts";
import { byHash, textsAbout } from "../texts.ts";
import { createWordEmbedder, forever } from "../word-embedder.ts";

// A process that makes the vectors of texts about something, and stops at the batch that has the page `stopAt` in it.
const [url, model = "", subject = "", count, stopAt] = process.argv.slice(2);
const SILENT = { info() {}, warn() {} };
const texts = textsAbout(subject, Number(count));
const embedder = createWordEmbedder({ model });
embedder.before = async (batch, _use, signal) => {
  if (!batch.includes(texts[Number(stopAt)] ?? "")) return;
  console.log("stopped");
  await forever(signal);
};
const database = await openDatabase({ dataDir: "", databaseUrl: url, log: SILENT });
createVectors({ database, embedders: [embedder], log: SILENT, meter: NO_METER }).want(byHash(texts));
