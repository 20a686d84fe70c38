/** The condition under which a bug affects a cluster; a bug without one affects every cluster with Multicast on. */
export enum BugCondition {
  TUNNELS = 'in encap or hybrid mode',
  ANTREA_POLICY_OFF = 'with the gate AntreaPolicy off',
  STATS_OFF = 'with the gate NetworkPolicyStats off',
  DUAL_STACK = 'with IPv4 and IPv6',
  INTERFACES = 'with multicastInterfaces',
}

/** A bug of Antrea, or of the controller that configures it on a Supervisor, that breaks multicast. */
export interface AntreaBug {
  readonly what: string;
  readonly condition?: BugCondition;
  readonly since: string;
  /** The first fixed version of each minor version with a fix, in ascending order; all versions after the last have the fix. */
  readonly fixedIn: string[];
  readonly source: string;
}

export const ANTREA_BUGS: AntreaBug[] = [
  {
    what: 'antrea-agent crashes on concurrent access to its groups',
    condition: BugCondition.TUNNELS,
    since: '1.8.0',
    fixedIn: ['1.10.1', '1.11.2', '1.12.0'],
    source: 'antrea-io/antrea#4903 and its changelogs; no fix in any 1.8 or 1.9',
  },
  {
    what: 'antrea-agent crashes if it starts with many receivers',
    since: '1.8.0',
    fixedIn: ['1.10.1', '1.11.1', '1.12.0'],
    source: 'antrea-io/antrea#4870 and its changelogs; no fix in any 1.8 or 1.9, earlier versions not known',
  },
  {
    what: 'multicast does not work',
    condition: BugCondition.ANTREA_POLICY_OFF,
    since: '1.5.0',
    fixedIn: ['1.7.0'],
    source: 'antrea-io/antrea#3808, fixed by #3807',
  },
  {
    what: "'kubectl get multicastgroups' stays empty",
    condition: BugCondition.STATS_OFF,
    since: '1.7.0',
    fixedIn: ['1.11.3', '1.12.2', '1.13.1'],
    source: 'antrea-io/antrea#5367',
  },
  {
    what: 'antrea-agent does not start, because ip6tables fails',
    condition: BugCondition.DUAL_STACK,
    since: '1.13.0',
    fixedIn: ['1.13.4', '1.15.2', '2.0.0'],
    source: 'antrea-io/antrea#6113; versions before 1.13 not known',
  },
  {
    what: 'the Supervisor silently drops multicastInterfaces',
    condition: BugCondition.INTERFACES,
    since: '1.5.0',
    fixedIn: ['1.9.0'],
    source: 'vmware-tanzu/tanzu-framework 7abd623b1, in v0.29.0, which brings Antrea 1.9.0',
  },
];
