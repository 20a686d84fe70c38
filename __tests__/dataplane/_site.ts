import { mkdirSync, writeFileSync } from 'node:fs';
import { MulticastStream, TrafficEncapMode } from '../../lib';
import { Capture } from './_capture';
import { now, run, sleep, startIn } from './_shell';

/** Where something runs: two Pods of one Node, a Pod of another Node, both Nodes, and a VM on the network of the Nodes. */
export type Place = 'pod-a' | 'pod-b' | 'pod-c' | Node | 'vm';
export type Node = 'node' | 'node-2';

/** How Pods of different Nodes reach each other: by a tunnel, or by the routes of the network. */
export type Mode = TrafficEncapMode.ENCAP | TrafficEncapMode.NO_ENCAP;

export const ADDRESSES: { readonly [place in Place]: string } = {
  'pod-a': '10.77.2.2',
  'pod-b': '10.77.2.3',
  'pod-c': '10.77.4.2',
  node: '10.77.3.1',
  'node-2': '10.77.3.3',
  vm: '10.77.3.2',
};

/** The Nodes: the subnet of the Pods, the address of their gateway, and the Pods. */
const NODES = {
  node: { subnet: '10.77.2.0/24', gateway: '10.77.2.1', pods: ['pod-a', 'pod-b'] },
  'node-2': { subnet: '10.77.4.0/24', gateway: '10.77.4.1', pods: ['pod-c'] },
} as const;
const OTHER: { readonly [node in Node]: Node } = { node: 'node-2', 'node-2': 'node' };
const NODE_NAMES = Object.keys(NODES) as Node[];

/** The flat network of the Nodes: a switch without IGMP snooping. */
const LAN = 'lan';

/** MTU of Pods behind a tunnel, as Antrea sets it. */
const TUNNEL_MTU = '1450';

let sites = 0;

/** Whether a place is the network of a Node, where hostNetwork Pods run. */
export function isNode(place: Place): place is Node {
  return place in NODES;
}

function interfaceOf(place: Place): string {
  return isNode(place) ? 'up0' : 'eth0';
}

/**
 * A network of its own for one case. It follows Antrea: the Pods of a Node share a bridge, and between the gateway of the
 * bridge and the uplink stands the multicast routing of the kernel. In mode encap, a tunnel connects the bridges, a Node
 * drops multicast whose source is the other Node, and Pods leave with the address of their Node.
 */
export class Site {
  /** Lays out the namespaces in mode encap, and routes the streams. */
  public static lay(...streams: MulticastStream[]): Promise<Site> {
    return Site.layIn(TrafficEncapMode.ENCAP, ...streams);
  }

  /** The same, in any mode. */
  public static async layIn(mode: Mode, ...streams: MulticastStream[]): Promise<Site> {
    const site = new Site(mode, `${process.pid}-${(sites += 1)}-${Math.random().toString(36).slice(2, 8)}`);
    mkdirSync(site.folder, { recursive: true });
    await site.connect();
    await Promise.all(NODE_NAMES.flatMap((node) => [site.filter(node), site.route(node, streams)]));
    return site;
  }

  private constructor(
    public readonly mode: Mode,
    private readonly name: string,
  ) {}

  /** Name of the network namespace of a place. */
  public namespace(place: Place | typeof LAN): string {
    return `${this.name}-${place}`;
  }

  /** Runs `ip` in a place: what a case does to the network. */
  public ip(place: Place, ...args: string[]): Promise<string> {
    return run('ip', '-n', this.namespace(place), ...args);
  }

  /** Counts the packets of a stream that leave or reach a place. */
  public capture(place: Place, direction: 'in' | 'out', stream: MulticastStream): Promise<Capture> {
    return Capture.start(this.namespace(place), interfaceOf(place), direction, stream);
  }

  /** Packets that a Node has dropped so far because they come from the address of the other Node. */
  public async dropped(node: Node): Promise<number> {
    const list = ['iptables', '-t', 'raw', '-nvxL', 'PREROUTING'];
    const rules = await run('nsenter', `--net=/run/netns/${this.namespace(node)}`, ...list);
    return Number(/^ *(\d+) .*\bDROP\b/m.exec(rules)?.[1] ?? 0);
  }

  private get folder(): string {
    return `/run/sites/${this.name}`;
  }

  /** Runs lines of `ip`, in one process. */
  private async batch(place: Place | typeof LAN | undefined, ...lines: string[]): Promise<void> {
    const file = `${this.folder}/${place ?? 'all'}.ip`;
    writeFileSync(file, `${lines.join('\n')}\n`);
    await run('ip', ...(place === undefined ? [] : ['-n', this.namespace(place)]), '-batch', file);
  }

  private async connect(): Promise<void> {
    const places = [...(Object.keys(ADDRESSES) as Place[]), LAN] as const;
    await this.batch(undefined, ...places.map((place) => `netns add ${this.namespace(place)}`));
    const hosts = [...NODE_NAMES, 'vm'] as const;
    await this.batch(
      LAN,
      'link add lan type bridge mcast_snooping 0',
      'link set lan up',
      ...hosts.flatMap((host) => [
        `link add ${host} type veth peer name ${interfaceOf(host)} netns ${this.namespace(host)}`,
        `link set ${host} master lan up`,
      ]),
    );
    await Promise.all(NODE_NAMES.map((node) => this.connectNode(node)));
    const gateways = NODE_NAMES.flatMap((node) => NODES[node].pods.map((pod) => [pod, NODES[node].gateway] as const));
    await Promise.all(
      [...gateways, ['vm', ADDRESSES.node] as const].map(([place, gateway]) =>
        this.batch(
          place,
          'link set lo up',
          `address add ${ADDRESSES[place]}/24 dev eth0`,
          'link set eth0 up',
          `route add default via ${gateway}`,
        ),
      ),
    );
  }

  /**
   * Puts the gateway, the tunnel and the Pods on the bridge of a Node. The gateway and the tunnel are isolated ports: they
   * exchange packets only with Pods, as in Antrea's flows.
   */
  private async connectNode(node: Node): Promise<void> {
    const { gateway, pods } = NODES[node];
    const other = OTHER[node];
    const tunnel = [
      `link add tun0 type vxlan id 1 local ${ADDRESSES[node]} remote ${ADDRESSES[other]} dstport 4789 nolearning`,
      'link set tun0 master br0 up',
      'link set tun0 type bridge_slave isolated on',
    ];
    const isTunneled = this.mode === TrafficEncapMode.ENCAP;
    const mtu = isTunneled ? ` mtu ${TUNNEL_MTU}` : '';
    await this.batch(
      node,
      'link set lo up',
      `address add ${ADDRESSES[node]}/24 dev up0`,
      'link set up0 up',
      'link add br0 type bridge mcast_snooping 0',
      'link set br0 up',
      `link add gw0${mtu} type veth peer name gw0-port`,
      `link set gw0-port${mtu} master br0 up`,
      'link set gw0-port type bridge_slave isolated on',
      `address add ${gateway}/24 dev gw0`,
      'link set gw0 up',
      ...pods.flatMap((pod) => [
        `link add ${pod}${mtu} type veth peer name eth0${mtu} netns ${this.namespace(pod)}`,
        `link set ${pod} master br0 up`,
      ]),
      ...(isTunneled ? tunnel : [`route add ${NODES[other].subnet} via ${ADDRESSES[other]}`]),
      // The router of the uplink, which nobody needs to reach.
      'route add default via 10.77.3.254',
    );
  }

  /** Lets a Node forward, and in mode encap lays down the rules that Antrea has for multicast. */
  private async filter(node: Node): Promise<void> {
    const group = '-d 224.0.0.0/4';
    const rules = [
      '*raw',
      `-A PREROUTING -s ${ADDRESSES[OTHER[node]]}/32 ${group} -j DROP`,
      'COMMIT',
      '*nat',
      `-A POSTROUTING -s ${NODES[node].subnet} ${group} -o up0 -j SNAT --to-source ${ADDRESSES[node]}`,
      'COMMIT',
    ];
    const file = `${this.folder}/${node}.iptables`;
    writeFileSync(file, this.mode === TrafficEncapMode.ENCAP ? `${rules.join('\n')}\n` : '');
    // The rules are not for what the bridge forwards.
    const commands = `echo 1 >/proc/sys/net/ipv4/ip_forward
      bridged=/proc/sys/net/bridge/bridge-nf-call-iptables
      if [ -e $bridged ]; then echo 0 >$bridged; fi
      if [ -s ${file} ]; then iptables-restore -w 10 ${file}; fi`;
    await run('nsenter', `--net=/run/netns/${this.namespace(node)}`, 'sh', '-ec', commands);
  }

  private async route(node: Node, streams: MulticastStream[]): Promise<void> {
    const groups = [...new Set(streams.map(({ group }) => group))];
    const files = `${this.folder}/${node}.smcroute`;
    const lines = ['gw0', 'up0'].map((name) => `phyint ${name} enable ttl-threshold 1`);
    for (const group of groups) {
      lines.push(`mroute from gw0 group ${group} to up0`, `mroute from up0 group ${group} to gw0`);
    }
    writeFileSync(`${files}.conf`, `${lines.join('\n')}\n`);
    const options = ['-f', `${files}.conf`, '-P', `${files}.pid`, '-u', `${files}.socket`];
    const said: string[] = [];
    startIn(this.namespace(node), ['smcrouted', '-n', '-N', ...options], (line) => said.push(line));
    const routed = ['nsenter', `--net=/run/netns/${this.namespace(node)}`, 'cat', '/proc/net/ip_mr_vif'];
    // On a busy machine this takes longer.
    const deadline = now() + 30;
    while (!/(gw0[^]*up0|up0[^]*gw0)/.test(await run(routed[0], ...routed.slice(1)))) {
      if (now() > deadline) {
        throw new Error(`smcrouted does not route:\n${said.join('\n')}`);
      }
      await sleep(0.1);
    }
  }
}
