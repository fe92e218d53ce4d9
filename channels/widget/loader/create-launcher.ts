import css from "./launcher.css?inline";
import type { Settings } from "./read-settings.ts";

export interface Launcher {
  readonly button: HTMLButtonElement;
  /** Where the frame goes. Hidden while the chat is closed. */
  readonly panel: HTMLDivElement;
  isOpen(): boolean;
  setOpen(isOpen: boolean): void;
  /** False: it was that already. */
  setUnread(count: number): boolean;
}

const CHAT =
  "M12 3C6.5 3 2 6.8 2 11.5c0 2.3 1.1 4.4 2.8 5.9L4 21.5l4.3-2c1.1.3 2.4.5 3.7.5 5.5 0 10-3.8 10-8.5S17.5 3 12 3z";
const DOWN = "M5 9l7 7 7-7";

/** The button in the corner and the place of the chat. */
export function createLauncher(settings: Settings): Launcher {
  const { label } = settings;
  const host = createHost(settings);
  const panel = document.createElement("div");
  panel.id = "panel";
  panel.role = "dialog";
  panel.ariaLabel = label;
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-controls", panel.id);
  const badge = document.createElement("span");
  badge.ariaHidden = "true";
  button.append(icon("chat", CHAT), icon("down", DOWN), badge);
  host.shadowRoot?.append(panel, button);
  document.body.append(host);

  let isOpen = false;
  let unread = 0;
  const draw = (): void => {
    host.toggleAttribute("data-open", isOpen);
    panel.hidden = !isOpen;
    button.ariaExpanded = String(isOpen);
    button.ariaLabel = unread > 0 ? `${label}, ${unread} unread` : label;
    badge.textContent = unread > 99 ? "99+" : String(unread);
    badge.hidden = unread === 0;
  };
  draw();
  return {
    button,
    panel,
    isOpen: () => isOpen,
    setOpen(next) {
      isOpen = next;
      draw();
    },
    setUnread(count) {
      if (count === unread) return false;
      unread = count;
      draw();
      return true;
    },
  };
}

/** Out of reach of the host page's styles, and of its policy: a style sheet that is made by a script is not inline. */
function createHost({ color, ink, side }: Settings): HTMLElement {
  const host = document.createElement("div");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  host.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  host.id = "switchboard";
  host.dataset["side"] = side;
  host.style.setProperty("--color", color);
  host.style.setProperty("--ink", ink);
  return host;
}

function icon(name: string, path: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", name);
  svg.ariaHidden = "true";
  const drawn = document.createElementNS(svg.namespaceURI, "path");
  drawn.setAttribute("d", path);
  svg.append(drawn);
  return svg;
}
