import { extname, join } from "node:path";
import express, { type RequestHandler, type Response, Router } from "express";
import { Problem } from "./problem.ts";

export interface PagesOptions {
  readonly pages: readonly Page[];
  /** Serves the widget's loader as `/widget.js`, to pages of any origin. */
  readonly loader: boolean;
  readonly publicUrl: string;
  /** Where the build leaves them; `.build/pages` unless told. */
  readonly directory?: string;
}

interface Page {
  /** Begins and ends with a slash. */
  readonly path: string;
  /** The folder of the build. */
  readonly name: string;
  /** Who may show it in a frame: sources of a content security policy, such as `'self'`. None: nobody. */
  readonly frameAncestors: readonly string[];
  /** Shows others' HTML in frames, which inherit the policy: styles may be inline. */
  readonly inlineStyles?: boolean;
}

const BUILD = join(import.meta.dirname, "../../.build/pages");

/** The names of these files change with what is in them. */
const FOR_EVER = { immutable: true, maxAge: "1y", index: false, redirect: false } as const;

/** The loader is part of others' pages: an old one may go on for this long after an update. */
const LOADER_MAX_AGE = "5m";

/** The pages for browsers, as the build has left them. A page that is not built is a 503 that says what to do. */
export function pageRoutes({ pages, loader, publicUrl, directory = BUILD }: PagesOptions): Router {
  const router = Router({ strict: true });
  for (const page of pages) {
    const { path, name } = page;
    const root = join(directory, name);
    router.get(path.slice(0, -1), (_request, response) => response.redirect(308, path));
    router.get(path, sendPage(root, headersOf(page, publicUrl)));
    router.use(`${path}assets/`, zipped, express.static(join(root, "assets"), { ...FOR_EVER, setHeaders: asZipped }));
  }
  if (loader) router.get("/widget.js", zipped, sendLoader(directory));
  return router;
}

function sendPage(root: string, headers: Readonly<Record<string, string>>): RequestHandler {
  return (_request, response, next) => {
    response.removeHeader("X-Frame-Options");
    response.set(headers);
    response.sendFile("index.html", { root, headers: { "Cache-Control": "no-cache" } }, orNotBuilt(next));
  };
}

function sendLoader(directory: string): RequestHandler {
  return ({ url }, response, next) => {
    response.set({ "Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*" });
    const file = url.endsWith(".gz") ? "widget.js.gz" : "widget.js";
    asZipped(response, file);
    response.sendFile(file, { root: directory, maxAge: LOADER_MAX_AGE }, orNotBuilt(next));
  };
}

function orNotBuilt(next: (error: unknown) => void) {
  return (error: (Error & { code?: unknown }) | undefined): void => {
    if (error?.code === "ENOENT") next(new Problem(503, "The pages are not built: run `npm run pages`."));
    // The browser has gone away, which is nothing to report.
    else if (error && error.code !== "ECONNABORTED" && error.code !== "EPIPE") next(error);
  };
}

/** The build leaves the gzip of each script and style sheet beside it. */
const zipped: RequestHandler = (request, response, next) => {
  const { path } = request;
  if (!/\.(?:js|css)$/.test(path)) return next();
  response.vary("Accept-Encoding");
  if (request.acceptsEncodings("gzip")) request.url = `${path}.gz`;
  next();
};

/** A zipped file is still a script or a style sheet. */
function asZipped(response: Pick<Response, "setHeader">, file: string): void {
  if (!file.endsWith(".gz")) return;
  response.setHeader("Content-Encoding", "gzip");
  response.setHeader("Content-Type", TYPES[extname(file.slice(0, -".gz".length))] ?? "application/octet-stream");
}

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** Everything from us, and no script inline. `X-Frame-Options` cannot name origins, so it is left to the policy. */
function headersOf({ frameAncestors, inlineStyles }: Page, publicUrl: string): Record<string, string> {
  const { host } = new URL(publicUrl);
  const policy = [
    "default-src 'self'",
    // Not every browser takes 'self' for the web socket of the same host.
    `connect-src 'self' ws://${host} wss://${host}`,
    "img-src 'self' data: blob:",
    ...(inlineStyles ? ["style-src 'self' 'unsafe-inline'"] : []),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(" ")}`,
  ];
  return { "Content-Security-Policy": policy.join("; ") };
}
