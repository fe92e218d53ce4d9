import express, { type ErrorRequestHandler, type Request, type RequestHandler, Router } from "express";
import type { FileStore } from "../attachments/file-store.ts";
import { safeFilename } from "../attachments/filenames.ts";
import { sniffType } from "../attachments/sniff-type.ts";
import type { UploadTokens } from "../attachments/upload-tokens.ts";
import { Problem } from "../http/problem.ts";
import { type AuthDeps, authenticate, operatorOf } from "./authenticate.ts";

/** Of one file, bytes. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

export interface UploadDeps extends AuthDeps {
  readonly files: FileStore;
  readonly uploads: UploadTokens;
}

/**
 * `POST /api/files?filename=…`, the file itself as the body, whatever its type: keeps it and answers with what it is called
 * until it is sent. Mounted before whatever reads bodies as JSON: a file may be that, too.
 */
export function uploadRoutes(deps: UploadDeps): Router {
  const router = Router();
  // Compressed on the way is refused: nobody knows how large it would become.
  const body = express.raw({ type: () => true, limit: MAX_FILE_BYTES, inflate: false });
  router.post("/api/files", authenticate(deps), refuseTooLarge, body, async (request, response) => {
    const filename = safeFilename(nameIn(request));
    const content: unknown = request.body;
    if (!(content instanceof Uint8Array) || content.byteLength === 0) throw new Problem(400, "The file is empty.");
    const contentType = await sniffType(content, filename);
    const hash = await deps.files.put(content);
    const file = { hash, filename, contentType, size: content.byteLength };
    const token = deps.uploads.issue(file, operatorOf(response).operatorId);
    response.set("Cache-Control", "no-store").status(201);
    response.json({ token, filename, contentType, size: file.size });
  });
  router.use("/api/files", sayTooLarge);
  return router;
}

/** Told before anything is read. What does not say how large it is is cut off at the limit. */
const refuseTooLarge: RequestHandler = (request, _response, next) => {
  if (Number(request.headers["content-length"]) > MAX_FILE_BYTES) throw tooLarge();
  next();
};

const sayTooLarge: ErrorRequestHandler = (error: { readonly type?: unknown } | null, _request, _response, next) => {
  next(error?.type === "entity.too.large" ? tooLarge() : error);
};

/** The connection would be kept by reading the rest of the file to its end. */
const tooLarge = (): Problem => new Problem(413, "The file is too large: 16 MB at most.", {}, { Connection: "close" });

function nameIn({ query }: Request): string {
  const { filename } = query;
  if (typeof filename !== "string" || filename === "")
    throw new Problem(400, "filename: is missing from the query", {
      problems: ["filename: is missing from the query"],
    });
  return filename;
}
