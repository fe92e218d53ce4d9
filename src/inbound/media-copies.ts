import { MediaError } from "../contract/index.ts";
import type { Prisma } from "../database/generated/client.ts";
import type { DueWork } from "../jobs/due-worker.ts";
import { type ClaimedMedia, claimMedia } from "./claim-media.ts";
import type { MediaDeps } from "./media-worker.ts";

type CopyDeps = Omit<MediaDeps, "files">;

const AT_ONCE = 4;
const POLL_MS = 1_000;
/** How long to wait after each attempt: a provider that is down for a weekend is asked again after it. */
const WAITS_MS: readonly number[] = [2, 15, 60, 300, 900, 3_600, 21_600, 86_400, 86_400, 86_400].map((s) => s * 1_000);

/** The worker that has providers delete their copies of what is here, on channels that can. */
export function mediaCopiesWork(deps: CopyDeps): DueWork<ClaimedMedia> {
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

async function attempt(media: ClaimedMedia, signal: AbortSignal, deps: CopyDeps): Promise<Outcome> {
  const about = { attachment: media.id, channel: media.channel, attempt: media.attempts };
  try {
    await deps.channels.get(media.channel)?.deleteMedia?.(media.reference, signal);
    deps.log.info(about, "a provider's copy of a file is deleted");
    return { reference: null, nextTryAt: null };
  } catch (error) {
    // The next process begins anew, as if this one had not.
    if (signal.aborted) return { attempts: media.attempts - 1, nextTryAt: new Date() };
    const isOfUse = !(error instanceof MediaError) || error.retryable;
    const inMs = isOfUse ? WAITS_MS[media.attempts - 1] : undefined;
    const givenUp = inMs === undefined;
    deps.log.warn({ ...about, givenUp, err: error }, "a provider's copy of a file could not be deleted");
    // It stays where it is: with its reference, for whoever wants to know which, and without a time.
    return { nextTryAt: givenUp ? null : new Date(Date.now() + inMs) };
  }
}
