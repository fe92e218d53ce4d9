/** Drawn in a square of 16 units. */
const PATHS = {
  phone:
    "M5 1.75h6c.7 0 1.25.55 1.25 1.25v10c0 .7-.55 1.25-1.25 1.25H5c-.7 0-1.25-.55-1.25-1.25V3c0-.7.55-1.25 1.25-1.25ZM7 12h2",
  mail: "M2 3.75h12v8.5H2zM2.25 4.25 8 8.75l5.75-4.5",
  site: "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5ZM1.75 8h12.5M8 1.75c2 1.7 2.9 3.8 2.9 6.25S10 12.55 8 14.25C6 12.55 5.1 10.45 5.1 8S6 3.45 8 1.75Z",
  inbox: "M2 9.25 4 2.75h8l2 6.5v4H2zM2.25 9.25H5.5l1 1.75h3l1-1.75h3.25",
  send: "M8 13V3.5M4 7.25 8 3.25l4 4",
  back: "M10 3.5 5.5 8 10 12.5",
  write: "M3 13l.6-2.9 7.2-7.2 2.3 2.3-7.2 7.2L3 13Z",
  file: "M12.5 7 7.6 11.9a2.6 2.6 0 0 1-3.7-3.7l5.2-5.2a1.75 1.75 0 0 1 2.5 2.5L6.5 10.6",
  add: "M8 3.25v9.5M3.25 8h9.5",
  close: "M4 4l8 8M12 4l-8 8",
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
