import { ApiError } from "./call.ts";

/** What the server calls a file until it is sent. */
export interface UploadedFile {
  readonly token: string;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
}

/** Longer than 16 MB take over a line of 1 Mbit/s. */
const PATIENCE_MS = 180_000;

/** By a request of the older kind: `fetch` does not tell how much of a body has gone. @throws {ApiError} */
export function uploadFile(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/files?${new URLSearchParams({ filename: file.name || "pasted" })}`);
    request.timeout = PATIENCE_MS;
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const document = parse(request.responseText);
      if (request.status === 201) resolve(document as UploadedFile);
      else reject(new ApiError(request.status, document));
    };
    for (const name of ["error", "timeout", "abort"] as const)
      request.addEventListener(name, () => reject(new ApiError(null, null)));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** A proxy in between may answer with a page. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
