/**
 * Ctrl-C ends it in order: what runs is put back, a temporary database goes. The second one does not wait for that. The
 * result leaves off: for when it is closed.
 */
export function closeOnSignals(opening: Promise<{ close(): Promise<void> }>): () => void {
  const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
  const end = (signal: keyof typeof exitCodes): void => {
    leaveOff();
    opening
      .then((opened) => opened.close())
      .catch(() => {})
      .finally(() => process.exit(exitCodes[signal]));
  };
  const leaveOff = (): void => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, end);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  return leaveOff;
}
