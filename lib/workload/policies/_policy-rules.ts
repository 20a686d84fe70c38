import { Grant } from './_policy-grants';
import { OtherMulticast } from './policy-options';

// The wire shape of Antrea's policies, which v1alpha1 and v1beta1 have in common. Its webhook (antrea-io/antrea:
// pkg/controller/networkpolicy/validate.go, v1.9.0 to v2.7.0) takes no rule with `to` or `ports` behind one with IGMP, so
// IGMP and data stand in policies of their own; and appliedTo in every rule, or in none.

/** IGMP type of a membership query. */
const QUERY = 17;
const ALL_HOSTS = '224.0.0.1';
const ALL_GROUPS = '224.0.0.0/4';
const NAME_OF_NAMESPACE = 'kubernetes.io/metadata.name';

type AntreaRule = { [name: string]: unknown };

/** Rules of one policy; a list is there where it has members. */
export interface PolicyRules {
  readonly ingress?: AntreaRule[];
  readonly egress: AntreaRule[];
}

/** The receivers are asked for their groups, and join them. */
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
    // Reports of every version, for every group.
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

/** What the data of a rule is beside its group. */
export interface DataMatch {
  /** The UDP port of the stream is looked at. */
  readonly byPort: boolean;
  /** The rule that drops is for UDP alone. */
  readonly dropsUdpAlone: boolean;
}

/** The senders send to their groups. */
export function dataRules(senders: Grant[], others: OtherMulticast, { byPort, dropsUdpAlone }: DataMatch): PolicyRules {
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
    ...(dropsUdpAlone ? { ports: [{ protocol: 'UDP' }] } : {}),
    appliedTo: everyPod(others),
  };
  return { egress: [...sends, ...(others._isDropped ? [drop] : [])] };
}

/** The grants under one key each, by group as a number and by port. */
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

/** Selectors of the Pods, each once, in the order of their Namespaces and labels. */
function selectedPods(grants: Grant[], others: OtherMulticast): AntreaRule[] {
  const texts = grants.map(({ namespace, labels }) => {
    const names = Object.keys(labels).sort();
    return JSON.stringify([namespace, names.map((name) => [name, labels[name]])]);
  });
  return [...new Set(texts)].sort().map((text) => {
    const [namespace, labels] = JSON.parse(text) as [string, [string, string][]];
    return {
      podSelector: { matchLabels: Object.fromEntries(labels) },
      // A NetworkPolicy must not name a Namespace: it is for its own.
      ...(others._isClusterWide ? { namespaceSelector: { matchLabels: { [NAME_OF_NAMESPACE]: namespace } } } : {}),
    };
  });
}

function everyPod(others: OtherMulticast): AntreaRule[] {
  const outside = { key: NAME_OF_NAMESPACE, operator: 'NotIn', values: others._exempt };
  return others._isClusterWide ? [{ namespaceSelector: { matchExpressions: [outside] } }] : [{ podSelector: {} }];
}
