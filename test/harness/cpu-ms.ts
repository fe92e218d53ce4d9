/**
 * How long the processor has worked for this thread, ms; the difference of two is what was done in between. What else the
 * machine does is not in it, nor what other threads do, nor any waiting. Linux counts in steps of up to 10 ms.
 */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
