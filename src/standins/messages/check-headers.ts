import type { IncomingHttpHeaders } from "node:http";
import { ApiError, invalid } from "./api-error.ts";

/**
 * Checks what every request must carry. Any version of the API will do, and any key.
 * @throws {ApiError} 401 or 400.
 */
export function checkHeaders(headers: IncomingHttpHeaders, hasBody: boolean): void {
  const key = headers["x-api-key"] ?? /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (key === undefined || key === "") {
    throw new ApiError({ status: 401, kind: "authentication_error", message: "x-api-key header is required" });
  }
  const version = headers["anthropic-version"];
  if (version === undefined) throw invalid("anthropic-version: header is required");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(version))) {
    throw invalid(`anthropic-version: "${String(version)}" is not a valid version`);
  }
  if (hasBody && !/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) {
    throw invalid("content-type: must be application/json");
  }
}
