import { type Request, type Response, Router } from "express";
import type { FileLinks } from "./file-links.ts";
import type { FileStore } from "./file-store.ts";
import { linkName } from "./filenames.ts";

/** A file of which we gave an address out. */
export interface SharedFile {
  readonly filename: string;
  readonly contentType: string;
  readonly hash: string;
}

export interface SharedFilesDeps {
  readonly links: Pick<FileLinks, "isValid">;
  readonly files: Pick<FileStore, "read">;
  /** Null: there is none with this id that we have sent to anybody. */
  find(id: string): Promise<SharedFile | null>;
}

/** Pictures that a browser shows and runs nothing of. */
const SHOWN: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/gif"]);
/** What somebody may see who opens it by mistake: no script, nothing of other sites, in no frame. */
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";
/** Types that are programs to a browser. */
const PROGRAMS = /html|xml|svg|javascript|ecmascript/;

/**
 * `GET /files/:id/:name?until=…&key=…`: hands a file out to whoever has its address. Whatever is wrong with an address, the
 * answer is that of a path that does not exist.
 */
export function sharedFileRoutes(deps: SharedFilesDeps): Router {
  const router = Router();
  router.get("/files/:id/:name", async (request, response, next) => {
    const file = await findFile(request, deps);
    const content = file && (await deps.files.read(file.hash));
    if (!file || !content) return next();
    // Not by `set`, which adds a charset that nobody has told us.
    for (const [name, value] of Object.entries(headersOf(file))) response.setHeader(name, value);
    await send(request, response, content);
  });
  return router;
}

async function findFile(request: Request, { links, find }: SharedFilesDeps): Promise<SharedFile | null> {
  const { id } = request.params;
  const { until, key } = request.query;
  if (typeof id !== "string" || typeof until !== "string" || typeof key !== "string") return null;
  return links.isValid(id, until, key) ? await find(id) : null;
}

function headersOf({ filename, contentType }: SharedFile): Record<string, string> {
  const way = SHOWN.has(contentType) ? "inline" : "attachment";
  const encoded = encodeURIComponent(filename).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return {
    "Content-Type": PROGRAMS.test(contentType) ? "application/octet-stream" : contentType,
    // RFC 6266, appendix D: the plain name for programs that do not know the other.
    "Content-Disposition": `${way}; filename="${linkName(filename)}"; filename*=UTF-8''${encoded}`,
    "Content-Security-Policy": POLICY,
    // Mail programs and chats in the browser fetch it from pages of other sites.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=3600",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Accept-Ranges": "bytes",
  };
}

async function send(
  request: Request,
  response: Response,
  { size, stream }: NonNullable<Awaited<ReturnType<FileStore["read"]>>>,
): Promise<void> {
  const ranges = request.range(size);
  if (ranges === -1) {
    response
      .status(416)
      .set({ "Content-Range": `bytes */${size}`, "Content-Length": "0" })
      .end();
    return;
  }
  // Several at once are for nobody's players: the whole is a valid answer (RFC 9110, section 14.2).
  const range = Array.isArray(ranges) && ranges.type === "bytes" && ranges.length === 1 ? ranges[0] : undefined;
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) response.status(206).set("Content-Range", `bytes ${start}-${end}/${size}`);
  response.setHeader("Content-Length", String(end - start + 1));
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const reading = stream({ start, end });
    reading.on("error", reject).pipe(response).on("finish", resolve).on("close", resolve);
    // Whoever goes away in the middle leaves no open file behind.
    response.on("close", () => reading.destroy());
  });
}
