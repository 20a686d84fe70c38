import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { MulticastStream } from '../../lib';
import { eachLine, run, sleep, until } from './_shell';
import { ADDRESSES, Mode, Node, Place, Site } from './_site';

const PROGRAM = join(__dirname, '_datagrams.pl');
const SENDERS = ['pod-a', 'vm', 'node'] as const;

/**
 * The receivers that join at the same time. Nodes join apart from the others, because a Node that receives a group changes
 * what its Pods get: see the test on copies.
 */
const ROUNDS: readonly Place[][] = [
  ['pod-b', 'pod-c', 'vm'],
  ['node', 'node-2'],
];

/** The TTLs around each least TTL of the table of reach, and one that is always enough. */
export const TTLS = [1, 2, 3, 8] as const;

/** Datagrams of each burst. */
export const BURST = 100;

/** The datagrams of one burst that one receiver got. */
export interface Heard {
  readonly from: Place;
  readonly to: Place;
  readonly sentTtl: number;
  readonly packets: number;
  readonly ttls: number[];
  readonly sources: string[];
}

/** The results of one mode. */
export interface Matrix {
  readonly heard: Heard[];
  /** What pod-b hears while its Node receives the same group. */
  readonly besideNode: Heard[];
  /** Packets that each Node dropped because they came from the other Node. */
  readonly dropped: { readonly [node in Node]: number };
}

/** Sends bursts from each kind of sender with each TTL, and counts them at each kind of receiver. */
export async function measure(mode: Mode): Promise<Matrix> {
  const { group } = MulticastStream.of('239.40.0.1');
  const site = await Site.layIn(mode, MulticastStream.of(group));
  // The kernel keeps only a few packets of a new source until smcrouted adds its route, so the first ones do not count.
  await Promise.all(SENDERS.map((from) => send(site, from, group, 5000, 8)));
  const heard: Heard[] = [];
  for (const receivers of ROUNDS) {
    heard.push(...(await round(site, group, receivers)));
  }
  const besideNode = await round(site, group, ['pod-b', 'node']);
  const [node, other] = await Promise.all([site.dropped('node'), site.dropped('node-2')]);
  return {
    heard,
    besideNode: besideNode.filter(({ to }) => to === 'pod-b'),
    dropped: { node, 'node-2': other },
  };
}

/** Sends all bursts to receivers that join before and leave after that. */
async function round(site: Site, group: string, places: readonly Place[]): Promise<Heard[]> {
  const receivers = await Promise.all(places.map((place) => Receiver.start(site, place, group)));
  await Promise.all(SENDERS.flatMap((from) => TTLS.map((ttl) => send(site, from, group, portOf(from, ttl), ttl))));
  await sleep(0.3);
  return (await Promise.all(receivers.map((receiver) => receiver.end()))).flat();
}

function send(site: Site, from: Place, group: string, port: number, ttl: number): Promise<string> {
  const words = ['send', group, ADDRESSES[from], String(port), String(ttl), String(BURST)];
  return run('nsenter', `--net=/run/netns/${site.namespace(from)}`, 'perl', PROGRAM, ...words);
}

function portOf(from: (typeof SENDERS)[number], ttl: number): number {
  return 5100 + 10 * SENDERS.indexOf(from) + ttl;
}

/** A process that counts what its place receives. */
class Receiver {
  public static async start(site: Site, place: Place, group: string): Promise<Receiver> {
    const receiver = new Receiver(site, place, group);
    if (!(await until(() => receiver.lines.includes('joined'), 10))) {
      throw new Error(`${place} does not join ${group}: ${receiver.lines.join('; ')}`);
    }
    return receiver;
  }

  private readonly lines: string[] = [];
  private readonly child;

  private constructor(
    site: Site,
    private readonly place: Place,
    group: string,
  ) {
    const command = ['perl', PROGRAM, 'receive', group, ADDRESSES[place]];
    this.child = spawn('nsenter', [`--net=/run/netns/${site.namespace(place)}`, ...command]);
    eachLine(this.child, (line) => this.lines.push(line));
  }

  /** Ends it. Returns what it has heard of each burst, of which it may be nothing. */
  public async end(): Promise<Heard[]> {
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    this.child.stdin.end();
    await closed;
    const seen = this.lines
      .filter((line) => /^\d/.test(line))
      .map((line) => line.split(' '))
      .map(([port, source, ttl, packets]) => ({
        port: Number(port),
        source,
        ttl: Number(ttl),
        packets: Number(packets),
      }));
    return SENDERS.flatMap((from) =>
      TTLS.map((sentTtl) => {
        const burst = seen.filter(({ port }) => port === portOf(from, sentTtl));
        return {
          from,
          to: this.place,
          sentTtl,
          packets: burst.reduce((sum, { packets }) => sum + packets, 0),
          ttls: [...new Set(burst.map(({ ttl }) => ttl))],
          sources: [...new Set(burst.map(({ source }) => source))],
        };
      }),
    );
  }
}
