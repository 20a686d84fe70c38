import { mkdirSync, writeFileSync } from 'node:fs';
import { MulticastStream } from '../../lib';
import { Capture } from './_capture';
import { now, run, sleep, startIn } from './_shell';

/** Where something runs: two Pods of one node, the node itself, and a VM on the network of the node. */
export type Place = 'pod-a' | 'pod-b' | 'node' | 'vm';

export const ADDRESSES: { readonly [place in Place]: string } = {
  'pod-a': '10.77.2.2',
  'pod-b': '10.77.2.3',
  node: '10.77.3.1',
  vm: '10.77.3.2',
};

const INTERFACES: { readonly [place in Place]: string } = { 'pod-a': 'eth0', 'pod-b': 'eth0', node: 'up0', vm: 'eth0' };

let sites = 0;

/**
 * A network of its own for one case. The Pods of a node share a bridge, as Antrea's Open vSwitch lets them; between the
 * bridge and the uplink stands the multicast routing of the node's kernel.
 */
export class Site {
  /** Lays out the namespaces, and routes the streams between Pods and VM. */
  public static async lay(...streams: MulticastStream[]): Promise<Site> {
    const site = new Site(`${process.pid}-${(sites += 1)}-${Math.random().toString(36).slice(2, 8)}`);
    await site.connect();
    await site.route(streams);
    return site;
  }

  private constructor(private readonly name: string) {}

  /** Name of the network namespace of a place. */
  public namespace(place: Place): string {
    return `${this.name}-${place}`;
  }

  /** Runs `ip` in a place: what a case does to the network. */
  public ip(place: Place, ...args: string[]): Promise<string> {
    return run('ip', '-n', this.namespace(place), ...args);
  }

  /** Counts the packets of a stream that leave or reach a place. */
  public capture(place: Place, direction: 'in' | 'out', stream: MulticastStream): Promise<Capture> {
    return Capture.start(this.namespace(place), INTERFACES[place], direction, stream);
  }

  private async connect(): Promise<void> {
    const places: Place[] = ['pod-a', 'pod-b', 'node', 'vm'];
    await Promise.all(places.map((place) => run('ip', 'netns', 'add', this.namespace(place))));
    await Promise.all(places.map((place) => this.ip(place, 'link', 'set', 'lo', 'up')));
    await this.ip('node', 'link', 'add', 'gw0', 'type', 'bridge', 'mcast_snooping', '0');
    await this.ip('node', 'address', 'add', '10.77.2.1/24', 'dev', 'gw0');
    await this.ip('node', 'link', 'set', 'gw0', 'up');
    for (const pod of ['pod-a', 'pod-b'] as const) {
      await this.cable(pod, pod);
      await this.ip('node', 'link', 'set', pod, 'master', 'gw0');
      await this.ip(pod, 'route', 'add', 'default', 'via', '10.77.2.1');
    }
    await this.cable('vm', 'up0');
    await this.ip('node', 'address', 'add', `${ADDRESSES.node}/24`, 'dev', 'up0');
    await this.ip('vm', 'route', 'add', 'default', 'via', ADDRESSES.node);
    // The router of the uplink, which nobody needs to reach.
    await this.ip('node', 'route', 'add', 'default', 'via', '10.77.3.254');
    const forward = 'echo 1 >/proc/sys/net/ipv4/ip_forward';
    await run('nsenter', `--net=/run/netns/${this.namespace('node')}`, 'sh', '-c', forward);
  }

  /** A cable from eth0 of a place to an interface of the node. */
  private async cable(place: Place, end: string): Promise<void> {
    const node = this.namespace('node');
    await this.ip(place, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', end, 'netns', node);
    await this.ip(place, 'address', 'add', `${ADDRESSES[place]}/24`, 'dev', 'eth0');
    await this.ip(place, 'link', 'set', 'eth0', 'up');
    await this.ip('node', 'link', 'set', end, 'up');
  }

  private async route(streams: MulticastStream[]): Promise<void> {
    const groups = [...new Set(streams.map(({ group }) => group))];
    const folder = `/run/sites/${this.name}`;
    mkdirSync(folder, { recursive: true });
    const lines = ['gw0', 'up0'].map((name) => `phyint ${name} enable ttl-threshold 1`);
    for (const group of groups) {
      lines.push(`mroute from gw0 group ${group} to up0`, `mroute from up0 group ${group} to gw0`);
    }
    writeFileSync(`${folder}/smcroute.conf`, `${lines.join('\n')}\n`);
    const files = ['-f', `${folder}/smcroute.conf`, '-P', `${folder}/pid`, '-u', `${folder}/socket`];
    const said: string[] = [];
    startIn(this.namespace('node'), ['smcrouted', '-n', '-N', ...files], (line) => said.push(line));
    const routed = ['nsenter', `--net=/run/netns/${this.namespace('node')}`, 'cat', '/proc/net/ip_mr_vif'];
    const deadline = now() + 10;
    while (!/(gw0[^]*up0|up0[^]*gw0)/.test(await run(routed[0], ...routed.slice(1)))) {
      if (now() > deadline) {
        throw new Error(`smcrouted does not route:\n${said.join('\n')}`);
      }
      await sleep(0.1);
    }
  }
}
