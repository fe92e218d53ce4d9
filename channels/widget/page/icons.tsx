/** Drawn with the colour of the text around them; what they mean is said beside them. */
function icon(path: string, look: "outline" | "solid" = "outline") {
  return () => (
    <svg class={`icon ${look}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export const AssistantIcon = icon(
  "M12 2.5l2 5.6a3 3 0 0 0 1.9 1.9l5.6 2-5.6 2a3 3 0 0 0-1.9 1.9l-2 5.6-2-5.6A3 3 0 0 0 8.1 14l-5.6-2 5.6-2A3 3 0 0 0 10 8.1z",
  "solid",
);
export const PersonIcon = icon(
  "M12 12a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4zm0 2c-4.4 0-8 2.4-8 5.4V21h16v-1.6c0-3-3.6-5.4-8-5.4z",
  "solid",
);
export const SendIcon = icon("M12 20V5M5.5 11.5L12 5l6.5 6.5");
export const AttachIcon = icon(
  "M20 11.5l-8.3 8.3a5.2 5.2 0 0 1-7.4-7.4l8.6-8.6a3.5 3.5 0 0 1 5 5l-8.6 8.6a1.7 1.7 0 0 1-2.5-2.5l7.7-7.7",
);
export const FileIcon = icon("M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5zM13.5 3v5.5H19");
export const CloseIcon = icon("M6 6l12 12M18 6L6 18");
export const DownIcon = icon("M12 5v14M5.5 12.5L12 19l6.5-6.5");
export const BookIcon = icon(
  "M4 5.5A2.5 2.5 0 0 1 6.5 3H20v18H6.5A2.5 2.5 0 0 1 4 18.5zM4 18.5A2.5 2.5 0 0 1 6.5 16H20",
);
