import type { Logger } from "pino";
import type { FileStore } from "../attachments/file-store.ts";
import { type ChannelAdapter, type ChannelName, type FetchedMedia, MediaError } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import type { Prisma } from "../database/generated/client.ts";
import type { DueWork } from "../jobs/due-worker.ts";
import { type ClaimedMedia, claimMedia } from "./claim-media.ts";
import { afterFailedAttempt, isWorthAttempt } from "./media-attempt.ts";

export interface MediaDeps {
  readonly database: Database;
  /** The adapters that are turned on. Media of other channels wait. */
  readonly channels: ReadonlyMap<ChannelName, ChannelAdapter>;
  readonly processId: string;
  readonly files: FileStore;
  readonly log: Logger;
}

/** Each may be as large as its channel takes, and is in memory whole. */
const AT_ONCE = 4;
const POLL_MS = 500;

/** The worker that gets the content of attachments which came as references. The message is there before, and without it. */
export function mediaWork(deps: MediaDeps): DueWork<ClaimedMedia> {
  const channels = [...deps.channels.values()].filter(({ fetchMedia }) => fetchMedia).map(({ channel }) => channel);
  return {
    name: "media",
    concurrency: AT_ONCE,
    pollMs: POLL_MS,
    claim: (limit, busy) =>
      claimMedia(deps.database, { toDo: "fetch", channels, processId: deps.processId, limit, busy }),
    run: (media, signal) => fetchOne(media, signal, deps),
  };
}

async function fetchOne(media: ClaimedMedia, signal: AbortSignal, deps: MediaDeps): Promise<"look_again" | "done"> {
  const began = performance.now();
  const outcome = await attempt(media, signal, deps);
  // Somebody else's, when this process was taken for dead meanwhile.
  const { count } = await deps.database.outside.attachment.updateMany({
    where: { id: media.id, state: "pending", claimedBy: deps.processId },
    data: { claimedBy: null, ...outcome },
  });
  if (count > 0 && outcome.state) deps.database.changes.announce(media.conversationId);
  deps.log.info(
    {
      attachment: media.id,
      conversation: media.conversationId,
      channel: media.channel,
      attempt: media.attempts,
      state: count > 0 ? (outcome.state ?? "pending") : "lost",
      ms: Math.round(performance.now() - began),
    },
    "media fetched",
  );
  return "done";
}

type Outcome = Pick<
  Prisma.AttachmentUpdateManyMutationInput,
  "state" | "hash" | "size" | "contentType" | "filename" | "reference" | "error" | "nextTryAt" | "attempts"
>;

async function attempt(media: ClaimedMedia, signal: AbortSignal, deps: MediaDeps): Promise<Outcome> {
  if (!isWorthAttempt(media.attempts)) return { state: "failed", error: "Each attempt to fetch the file was cut off." };
  const adapter = deps.channels.get(media.channel);
  if (!adapter?.fetchMedia) throw new Error(`media of the channel ${media.channel} was taken, which fetches none`);
  try {
    const fetched = await adapter.fetchMedia(media.reference, signal);
    // Before its row: a file that nobody refers to does no harm, one that is missing does.
    const hash = await deps.files.put(fetched.content);
    return { ...ready(media, fetched, hash), ...(adapter.deleteMedia && copyOf(media)) };
  } catch (error) {
    // The next process begins anew, as if this one had not.
    if (signal.aborted) return { attempts: media.attempts - 1, nextTryAt: new Date() };
    const { message, retryable } = toMediaError(error, media, deps);
    const next = afterFailedAttempt(media.attempts, retryable);
    if (next.kind === "give_up") return { state: "failed", error: message };
    return { nextTryAt: new Date(Date.now() + next.inMs), error: message };
  }
}

/** Anything but a `MediaError` is trouble of our own, such as a disk that is full: it waits like the others, and is logged. */
function toMediaError(error: unknown, { id }: ClaimedMedia, { log }: MediaDeps): MediaError {
  if (error instanceof MediaError) return error;
  log.error({ attachment: id, err: error }, "media could not be kept");
  return new MediaError("The file could not be kept here.", { retryable: true, cause: error });
}

/** The provider's, to be deleted from now on. */
function copyOf({ reference }: ClaimedMedia): Outcome {
  return { reference, attempts: 0, nextTryAt: new Date() };
}

function ready({ filename }: ClaimedMedia, { content, contentType, extension }: FetchedMedia, hash: string): Outcome {
  return {
    state: "ready",
    hash,
    size: content.byteLength,
    contentType,
    filename: `${filename.replace(/\.[^.]*$/, "")}.${extension}`,
    reference: null,
    error: null,
  };
}
