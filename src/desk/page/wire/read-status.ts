import type { KnowledgeStatus } from "../state/knowledge/shapes.ts";
import { call } from "./call.ts";

/** How the knowledge is now. @throws {ApiError} */
export async function readStatus(): Promise<KnowledgeStatus> {
  return await call("GET", "/api/knowledge");
}
