import { reachOf } from '../platform/_reach';
import { TrafficEncapMode } from '../platform/enums';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { DROP_RULE, NodesApart, NoTtl, ReachRow, StreamEnd } from '../platform/tables/_reach';
import { RunbookFacts } from './_facts';
import { table } from './_markdown';

/** Returns the section that shows which receivers of a cluster receive from which senders. */
export function reachSteps(facts: RunbookFacts): string[] {
  const { mode, isModeAssumed, cluster } = facts;
  const { antreaVersion } = ReleaseCapabilities.of(cluster);
  const rows = pathsOf(facts)
    .map((path) => reachOf(path, mode, antreaVersion))
    .filter((row) => row !== undefined);
  return [
    '## Reach',
    '',
    isModeAssumed
      ? `No object in this app shows the traffic encapsulation mode. This table is for ${mode}, which is assumed:`
      : `In traffic encapsulation mode ${mode}:`,
    '',
    ...table(
      ['sender', 'receiver', 'Nodes', 'least TTL', 'source address', 'measured or derived'],
      rows.map((row) => [row.from, row.to, row.nodes ?? '', leastTtlText(row), seenText(row), row.evidence]),
    ),
    '',
    'docs/compatibility.md of this library has the sources. The source address is that of the packets that the receiver gets.',
    '',
    `${DROP_RULE.what} So multicast between hostNetwork Pods, or other processes, of different Nodes stops when multicast is switched on in a mode with tunnels. Mode ${TrafficEncapMode.NO_ENCAP} does not have this rule.`,
    '',
  ];
}

/** Returns the least TTL as text. */
export function leastTtlText({ leastTtl }: ReachRow): string {
  return leastTtl === NoTtl.NEVER ? 'never received' : leastTtl === NoTtl.UNKNOWN ? 'not known' : String(leastTtl);
}

function seenText({ leastTtl, seen }: ReachRow): string {
  return typeof leastTtl === 'number' ? seen : '';
}

/** Returns the paths between the networks that senders and receivers of the cluster use. */
function pathsOf({ senders, receivers, machines }: RunbookFacts): Parameters<typeof reachOf>[0][] {
  const from = new Set(senders.map(({ _end }) => _end));
  const to = new Set(receivers.map(({ _end }) => _end));
  // Hosts outside are always possible: a runbook has a section on VMs of which the app knows nothing.
  const isFromOutside = receivers.length > 0 || machines.some(({ sends }) => sends.length > 0);
  return [...from, ...(isFromOutside ? [StreamEnd.OUTSIDE] : [])].flatMap((sender) =>
    [...to, ...(from.size > 0 ? [StreamEnd.OUTSIDE] : [])].flatMap((receiver) => {
      const path = { from: sender, to: receiver };
      return sender === StreamEnd.OUTSIDE || receiver === StreamEnd.OUTSIDE
        ? [path]
        : Object.values(NodesApart).map((nodes) => ({ ...path, nodes }));
    }),
  );
}
