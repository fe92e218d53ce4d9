import { join } from "node:path";
import type { Router } from "express";
import {
  createFileLinks,
  type FileLinks,
  LINK_FOR_PEOPLE_MS,
  LINK_FOR_PROVIDERS_MS,
} from "./attachments/file-links.ts";
import { createFileStore, type FileStore } from "./attachments/file-store.ts";
import { sharedFileRoutes } from "./attachments/shared-files.ts";
import { createUploadTokens, type UploadTokens } from "./attachments/upload-tokens.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database/database.ts";
import { ensureSecret } from "./database/secrets.ts";
import { type FileAccess, findSentFile } from "./outbound/outbound-files.ts";

export interface OpenFiles {
  readonly store: FileStore;
  readonly links: FileLinks;
  readonly uploads: UploadTokens;
  /** Hands out what a link leads to. */
  readonly routes: Router;
}

/** The content of files, and the ways in and out of it: the same for all processes on one database. */
export async function openFiles(
  { dataDir, publicUrl }: Pick<Config, "dataDir" | "publicUrl">,
  database: Database,
): Promise<OpenFiles> {
  const store = createFileStore(join(dataDir, "attachments"));
  const secret = await ensureSecret("files", database);
  const links = createFileLinks(publicUrl, secret);
  const find = (id: string) => findSentFile(id, database.outside);
  return {
    store,
    links,
    uploads: createUploadTokens(secret),
    routes: sharedFileRoutes({ links, files: store, find }),
  };
}

/** For deliveries: a provider that is handed a link fetches it soon, and each attempt makes it anew. */
export function fileAccess(store: Pick<FileStore, "read">, links: Pick<FileLinks, "addressOf">): FileAccess {
  return {
    read: (hash) => store.read(hash),
    addressesOf: (file) => ({
      url: links.addressOf(file, LINK_FOR_PROVIDERS_MS),
      lastingUrl: links.addressOf(file, LINK_FOR_PEOPLE_MS),
    }),
  };
}
