import { render } from "preact";
import { createSandbox } from "./create-sandbox.ts";
import { App } from "./parts/app.tsx";
import { Site } from "./parts/site.tsx";

const root = document.getElementById("app");
const company = new URLSearchParams(location.search).get("site");
// The same page is the company's own site, in a frame of itself: `?site=Acme`.
if (root && company !== null) render(<Site company={company} />, root);
else if (root) render(<App play={createSandbox(ownStorage())} />, root);

/** Null where the browser forbids it. */
function ownStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
