/** The part of a stream that shows the progress of a long run. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows how far a long run is, in one line that is rewritten. */
export interface Progress {
  /** One of the parts is done. */
  step(): void;
  /** Clears the line. */
  end(): void;
}

/** A run that is shorter, in milliseconds, shows nothing. */
const DELAY = 2000;

/** The time between two lines. */
const INTERVAL = 100;

/** The beginning of a line: everything in it is removed. */
const CLEAR = '\r\u001b[K';

/**
 * Returns the progress of a run with a number of parts. It is written to standard error, and only if that is a terminal: not
 * in CI, and not into a file or a pipe.
 *
 * @param total the number of parts
 * @param parts the name of the parts, such as "charts"
 * @param stream the stream for the line
 * @param now the time in milliseconds
 */
export function progress(
  total: number,
  parts: string,
  stream: ProgressStream = process.stderr,
  now: () => number = Date.now,
): Progress {
  if (stream.isTTY !== true || !['', 'false', undefined].includes(process.env.CI)) {
    return { step: () => undefined, end: () => undefined };
  }
  let next = now() + DELAY;
  let done = 0;
  let isShown = false;
  return {
    step: () => {
      done++;
      // Nothing else runs during the synchronous work of a run, so a timer would not run.
      const time = now();
      if (time >= next) {
        next = time + INTERVAL;
        isShown = true;
        const line = `cdk8s-antrea-multicast: ${grouped(done)} of ${grouped(total)} ${parts}`;
        // A line that wraps cannot be rewritten.
        stream.write(CLEAR + line.slice(0, Math.max(0, (stream.columns || Infinity) - 1)));
      }
    },
    end: () => {
      if (isShown) {
        isShown = false;
        stream.write(CLEAR);
      }
    },
  };
}

/** The number with a comma after each thousand. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
