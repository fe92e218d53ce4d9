// What a process of ours does with the embedded server, for tests that kill it: node own-server.ts DATA_DIR
// Says on stdout what happens, one line each: ready URL, interrupted, ended, stopped, failed.
import pg from "pg";
import { type EmbeddedServer, startEmbedded } from "../../../src/database/embedded/start-embedded.ts";

const say = (line: string): void => console.log(line);
const log = { info: (_about: object, message: string) => say(`info ${message}`), warn() {} };

/** The server is there: it knows who else is. */
async function sayThatItLives(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const { rowCount } = await client.query("SELECT FROM pg_stat_activity WHERE pid = pg_backend_pid()");
  await client.end();
  say(`interrupted, and the server answers with ${rowCount} row`);
}

async function stop(server: EmbeddedServer): Promise<void> {
  await server.stop();
  say("stopped");
}

try {
  const server = await startEmbedded(process.argv[2] ?? "", log);
  process.on("SIGINT", () => {
    sayThatItLives(server.url).catch(say);
  });
  process.on("SIGTERM", () => {
    stop(server).catch(say);
  });
  say(`ready ${server.url}`);
  await server.ended;
  say("ended");
} catch (error) {
  say(`failed ${String(error)}`);
  process.exitCode = 1;
}
