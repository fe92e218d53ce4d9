/** Only a part of the socket's name: nothing listens on TCP. */
export const PORT = 5432;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "",
  port: String(PORT),
  unix_socket_permissions: "0700",
  // What we acknowledge is on disk.
  fsync: "on",
  timezone: "UTC",
  shared_buffers: "64MB",
  // Small statements only; compiling them costs more than it saves.
  jit: "off",
  // Nobody replicates from here.
  wal_level: "minimal",
  max_wal_senders: "0",
  min_wal_size: "32MB",
  max_wal_size: "256MB",
  // No statements, values or details: they hold customers' words. Errors reach whoever ran the statement.
  log_destination: "stderr",
  logging_collector: "off",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_lock_waits: "off",
  log_checkpoints: "off",
  log_line_prefix: "",
  lc_messages: "C",
};

/** The server's command line. It wins over the files in the cluster. */
export function settingsWith(more: Readonly<Record<string, string>>): string[] {
  return Object.entries({ ...SETTINGS, ...more }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
