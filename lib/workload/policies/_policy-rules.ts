import { NAME_OF_NAMESPACE } from '../../checks/_labels';
import { Grant } from './_policy-grants';
import { OtherMulticast } from './policy-options';

// The fields of Antrea's policies, which are the same in v1alpha1 and v1beta1. Antrea's webhook (antrea-io/antrea:
// pkg/controller/networkpolicy/validate.go, v1.9.0 to v2.7.0) refuses a rule with `to` or `ports` after a rule with IGMP,
// so there is one policy for IGMP and one for data. It accepts appliedTo in every rule or in no rule.

/** IGMP type of a membership query. */
const QUERY = 17;
const ALL_HOSTS = '224.0.0.1';
const ALL_GROUPS = '224.0.0.0/4';

type AntreaRule = { [name: string]: unknown };

/** Rules of one policy. `ingress` is undefined if it would be empty. */
export interface PolicyRules {
  readonly ingress?: AntreaRule[];
  readonly egress: AntreaRule[];
}

/** The rules on IGMP: receivers get queries and join their groups. */
export function igmpRules(receivers: Grant[], others: OtherMulticast): PolicyRules {
  const joins = byGroup(receivers, ({ stream }) => stream.group).map(([group, grants]) => ({
    name: `join-${group}`,
    action: 'Allow',
    protocols: [{ igmp: { groupAddress: group } }],
    appliedTo: selectedPods(grants, others),
  }));
  const drop = {
    name: 'drop-other-joins',
    action: 'Drop',
    // IGMP reports of every version, for every group.
    protocols: [{ igmp: {} }],
    appliedTo: everyPod(others),
  };
  const queries = {
    name: 'queries',
    action: 'Allow',
    protocols: [{ igmp: { igmpType: QUERY, groupAddress: ALL_HOSTS } }],
    appliedTo: selectedPods(receivers, others),
  };
  return {
    ...(receivers.length === 0 ? {} : { ingress: [queries] }),
    egress: [...joins, ...(others._isDropped ? [drop] : [])],
  };
}

/** How the rules on data match packets, in addition to the group. */
export interface DataMatch {
  /** Whether a rule that allows also matches the UDP port of the stream. */
  readonly byPort: boolean;
  /** Whether the rule that drops matches only UDP. */
  readonly dropsOnlyUdp: boolean;
}

/** The rules on data: senders send to their groups. */
export function dataRules(senders: Grant[], others: OtherMulticast, { byPort, dropsOnlyUdp }: DataMatch): PolicyRules {
  const key = ({ stream: { group, port } }: Grant) => (byPort ? `${group}-${port}` : group);
  const sends = byGroup(senders, key).map(([name, grants]) => ({
    name: `send-${name}`,
    action: 'Allow',
    to: [{ ipBlock: { cidr: `${grants[0].stream.group}/32` } }],
    ...(byPort ? { ports: [{ protocol: 'UDP', port: grants[0].stream.port }] } : {}),
    appliedTo: selectedPods(grants, others),
  }));
  const drop = {
    name: 'drop-other-data',
    action: 'Drop',
    to: [{ ipBlock: { cidr: ALL_GROUPS } }],
    ...(dropsOnlyUdp ? { ports: [{ protocol: 'UDP' }] } : {}),
    appliedTo: everyPod(others),
  };
  return { egress: [...sends, ...(others._isDropped ? [drop] : [])] };
}

/** Groups the grants by key. The order is that of the groups as numbers, then of the ports. */
function byGroup(grants: Grant[], keyOf: (grant: Grant) => string): [key: string, grants: Grant[]][] {
  const sorted = [...grants].sort((a, b) => rank(a) - rank(b));
  const found = new Map<string, Grant[]>();
  for (const grant of sorted) {
    const ofKey = found.get(keyOf(grant)) ?? [];
    found.set(keyOf(grant), ofKey);
    ofKey.push(grant);
  }
  return [...found];
}

function rank({ stream: { group, port } }: Grant): number {
  return group.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0) * 65536 + port;
}

/** Returns the selectors of the Pods, each once, in the order of their Namespaces and labels. */
function selectedPods(grants: Grant[], others: OtherMulticast): AntreaRule[] {
  const texts = grants.map(({ namespace, labels }) => {
    const names = Object.keys(labels).sort();
    return JSON.stringify([namespace, names.map((name) => [name, labels[name]])]);
  });
  return [...new Set(texts)].sort().map((text) => {
    const [namespace, labels] = JSON.parse(text) as [string, [string, string][]];
    return {
      podSelector: { matchLabels: Object.fromEntries(labels) },
      // A NetworkPolicy must not select a Namespace: it applies only to its own.
      ...(others._isClusterWide ? { namespaceSelector: { matchLabels: { [NAME_OF_NAMESPACE]: namespace } } } : {}),
    };
  });
}

function everyPod(others: OtherMulticast): AntreaRule[] {
  const outside = { key: NAME_OF_NAMESPACE, operator: 'NotIn', values: others._exempt };
  return others._isClusterWide ? [{ namespaceSelector: { matchExpressions: [outside] } }] : [{ podSelector: {} }];
}
