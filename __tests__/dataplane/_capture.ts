import { MulticastStream } from '../../lib';
import { now, startIn, until } from './_shell';

/** The packets of one stream that tcpdump captures at one interface. */
export class Capture {
  /** Starts to count. Resolves when the capture runs. */
  public static async start(
    namespace: string,
    networkInterface: string,
    direction: 'in' | 'out',
    { group, port }: MulticastStream,
  ): Promise<Capture> {
    const capture = new Capture();
    let listens = false;
    const options = ['-n', '-l', '-v', '--immediate-mode', '-i', networkInterface, '-Q', direction];
    const command = ['tcpdump', ...options, 'udp', 'and', 'dst', 'host', group, 'and', 'dst', 'port', String(port)];
    startIn(namespace, command, (line) => {
      listens ||= line.includes('listening on');
      capture.count(line);
    });
    if (!(await until(() => listens, 10))) {
      throw new Error(`tcpdump does not listen to ${networkInterface}`);
    }
    return capture;
  }

  /** Packets so far. */
  public packets = 0;

  /** Each time to live that was seen. */
  public readonly ttls = new Set<number>();

  /** When the first and the last packet were seen, in seconds. */
  public first = Number.NaN;
  public last = Number.NaN;

  /** Sources of the packets, as ADDRESS.PORT. */
  public readonly sources = new Set<string>();

  private constructor() {}

  private count(line: string): void {
    const ttl = /\bttl (\d+)\b/.exec(line)?.[1];
    if (ttl !== undefined) {
      this.packets += 1;
      this.ttls.add(Number(ttl));
      this.last = now();
      if (this.packets === 1) {
        this.first = this.last;
      }
    }
    const source = /^ +(\d[\d.]*) > /.exec(line)?.[1];
    if (source !== undefined) {
      this.sources.add(source);
    }
  }
}
