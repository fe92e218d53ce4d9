import cliProgress from "cli-progress";

/** How far something is, for a person who waits. */
export interface ProgressBar {
  /** May be called as often as one likes. */
  show(done: number, total: number): void;
  /** Leaves what was shown last. Safe to call twice. */
  end(): void;
}

/** Where nobody looks at a terminal, a line so often, ms. */
const LINE_EVERY_MS = 5_000;

/**
 * A bar where `stream` is a terminal, and else a line now and then. Nothing is written before the first `show`, nor for
 * what is done at once.
 */
export function createProgressBar(title: string, stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  return stream.isTTY ? createBar(title, stream) : createLines(title, stream);
}

function createBar(title: string, stream: NodeJS.WriteStream): ProgressBar {
  const bar = new cliProgress.SingleBar({
    stream,
    format: `${title} {bar} {percentage} %  {value} of {total}  {eta_formatted}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 30,
    // The time that is left goes by so many of the last steps.
    etaBuffer: 50,
    // The command ends on signals in an order of its own.
    gracefulExit: false,
  });
  return {
    show(done, total) {
      if (bar.isActive) bar.setTotal(total);
      else if (done < total) bar.start(total, done);
      if (bar.isActive) bar.update(done);
    },
    end: () => bar.stop(),
  };
}

function createLines(title: string, stream: NodeJS.WriteStream): ProgressBar {
  let toldAt = performance.now();
  let isTold = false;
  let last: string | null = null;
  const tell = (): void => {
    if (last !== null) stream.write(last);
    last = null;
  };
  return {
    show(done, total) {
      last = `${title}: ${done} of ${total}\n`;
      if (performance.now() - toldAt < LINE_EVERY_MS) return;
      toldAt = performance.now();
      isTold = true;
      tell();
    },
    end() {
      if (isTold) tell();
    },
  };
}
