import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Product } from "../../harness/product.ts";

/** A process of the product: on the same database and between the same providers as the one of the test. */
export interface ProductProcess {
  /** Ends it at once, as a power cut does; its connections to the database are gone then too. */
  kill(): Promise<void>;
}

/** How its connections are told from the test's. */
const NAME = "switchboard-child";

const running = new Set<ChildProcess>();

/** For the end of a test that failed. */
export async function killAll(): Promise<void> {
  for (const child of running) {
    child.kill("SIGKILL");
    await once(child, "close");
  }
}

/** Resolves when it is ready. It listens where the product does that the test has stopped, unless told otherwise. */
export async function runProduct(
  { environment, database, logged }: Product,
  port: string = environment["PORT"] ?? "",
): Promise<ProductProcess> {
  const url = new URL(environment["DATABASE_URL"] ?? "");
  url.searchParams.set("application_name", NAME);
  const child = spawn(process.execPath, ["--no-warnings", fileURLToPath(new URL("product.ts", import.meta.url))], {
    env: { ...environment, PORT: port, DATABASE_URL: url.href },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "close");
  running.add(child);
  child.once("close", () => running.delete(child));
  const ready = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line === "ready") ready.resolve();
    else logged.push(line);
  });
  const failed = gone.then(() => Promise.reject(new Error("the product ended before it was ready")));
  await Promise.race([ready.promise, failed]);
  failed.catch(() => {});
  return {
    async kill() {
      child.kill("SIGKILL");
      await gone;
      await database.outside.$queryRaw`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = ${NAME}`;
    },
  };
}
