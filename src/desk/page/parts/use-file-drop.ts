import { useState } from "preact/hooks";

/** What an element needs to take files that are dropped on it or pasted into it. */
export function useFileDrop(onFiles: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer?.types.includes("Files")) return;
        // Else the browser opens the file in place of the page.
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent) {
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      },
      onPaste(event: ClipboardEvent) {
        const files = [...(event.clipboardData?.files ?? [])];
        // Office programs put a picture of a text beside the text: then the text is meant.
        if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return;
        event.preventDefault();
        onFiles(files);
      },
    },
  };
}
