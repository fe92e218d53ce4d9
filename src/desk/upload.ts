import { type Request, Router } from "express";
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
  router.post("/api/files", authenticate(deps), async (request, response) => {
    const filename = safeFilename(nameIn(request));
    const content = await readFile(request);
    const contentType = await sniffType(content, filename);
    const hash = await deps.files.put(content);
    const file = { hash, filename, contentType, size: content.byteLength };
    const token = deps.uploads.issue(file, operatorOf(response).operatorId);
    response.set("Cache-Control", "no-store").status(201);
    response.json({ token, filename, contentType, size: file.size });
  });
  return router;
}

function nameIn({ query }: Request): string {
  const { filename } = query;
  if (typeof filename !== "string" || filename === "")
    throw new Problem(400, "filename: is missing from the query", {
      problems: ["filename: is missing from the query"],
    });
  return filename;
}

/** The body as it came. Not by Express's own reader, which answers only when all is read that is too much. */
async function readFile(request: Request): Promise<Buffer> {
  const { "content-length": length, "content-encoding": encoding = "identity" } = request.headers;
  if (encoding !== "identity") throw new Problem(415, "Send the file as it is, not compressed.");
  if (Number(length) > MAX_FILE_BYTES) throw tooLarge();
  const pieces: Buffer[] = [];
  let size = 0;
  // Destroyed, it would take the connection along, and the answer with it.
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.byteLength;
    if (size > MAX_FILE_BYTES) throw tooLarge();
    pieces.push(piece);
  }
  if (size === 0) throw new Problem(400, "The file is empty.");
  return Buffer.concat(pieces);
}

const tooLarge = (): Problem => new Problem(413, "The file is too large: 16 MB at most.");
