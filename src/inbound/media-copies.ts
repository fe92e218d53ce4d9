import { MediaError } from "../contract/index.ts";
import type { Prisma } from "../database/generated/client.ts";
import type { DueWork } from "../jobs/due-worker.ts";
import { type ClaimedMedia, claimMedia } from "./claim-media.ts";
import { afterFailedAttempt, isWorthAttempt } from "./media-attempt.ts";
import type { MediaDeps } from "./media-worker.ts";

const AT_ONCE = 4;
const POLL_MS = 1_000;

/** The worker that has providers delete their copies of what is here, on channels that can. */
export function mediaCopiesWork(deps: Omit<MediaDeps, "files">): DueWork<ClaimedMedia> {
  const channels = [...deps.channels.values()].filter(({ deleteMedia }) => deleteMedia).map(({ channel }) => channel);
  return {
    name: "media copies",
    concurrency: AT_ONCE,
    pollMs: POLL_MS,
    claim: (limit, busy) =>
      claimMedia(deps.database, { toDo: "delete_copy", channels, processId: deps.processId, limit, busy }),
    async run(media, signal) {
      const outcome = await attempt(media, signal, deps);
      await deps.database.outside.attachment.updateMany({
        where: { id: media.id, claimedBy: deps.processId },
        data: { claimedBy: null, ...outcome },
      });
      return "done";
    },
  };
}

type Outcome = Pick<Prisma.AttachmentUpdateManyMutationInput, "reference" | "nextTryAt" | "attempts">;

/** What is given up keeps its reference, and no time: it stays where it is, and the log says so. */
const GIVEN_UP: Outcome = { nextTryAt: null };

async function attempt(media: ClaimedMedia, signal: AbortSignal, deps: Omit<MediaDeps, "files">): Promise<Outcome> {
  const about = { attachment: media.id, channel: media.channel, attempt: media.attempts };
  if (!isWorthAttempt(media.attempts)) return GIVEN_UP;
  try {
    await deps.channels.get(media.channel)?.deleteMedia?.(media.reference, signal);
    deps.log.info(about, "a provider's copy of a file is deleted");
    return { reference: null, nextTryAt: null };
  } catch (error) {
    // The next process begins anew, as if this one had not.
    if (signal.aborted) return { attempts: media.attempts - 1, nextTryAt: new Date() };
    const next = afterFailedAttempt(media.attempts, !(error instanceof MediaError) || error.retryable);
    const givenUp = next.kind === "give_up";
    deps.log.warn({ ...about, givenUp, err: error }, "a provider's copy of a file could not be deleted");
    return givenUp ? GIVEN_UP : { nextTryAt: new Date(Date.now() + next.inMs) };
  }
}
