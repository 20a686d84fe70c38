/** A kind of warning that only a construct can give, because manifests do not show its cause. */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

/** The kinds of warnings by name. Rules and notices share one sequence of ids. An id is never used again: TAM052 was a notice. */
export const NOTICES = {
  UNVERIFIED_VALUES: {
    id: 'TAM051',
    title: 'The values of an AddonConfig are unverified',
    why: 'No public source shows the schema of an AddonConfig. The library writes the values to the paths that they have in the Antrea package.',
  },
  UNVERIFIED_CLASS: {
    id: 'TAM053',
    title: 'The variables of the ClusterClass are not checked',
    why: 'The class is not in the table, or its variables are not public. So the library writes them without a check.',
  },
  BOOTSTRAP_ADDONS: {
    id: 'TAM054',
    title: 'The variable bootstrapAddons does not make Antrea the CNI',
    why: 'If Antrea is an add-on, this variable of the ClusterClass makes it the CNI. Multicast is a feature of Antrea.',
  },
  NO_WORKERS: {
    id: 'TAM055',
    title: 'The cluster has no worker Nodes',
    why: 'Senders and receivers run on worker Nodes.',
  },
  SAME_NAME: {
    id: 'TAM056',
    title: 'Two charts write an object of the same name into the same vSphere Namespace',
    why: 'On one Supervisor the second object replaces the first. On two Supervisors both are valid.',
  },
  VM_API_VERSION: {
    id: 'TAM057',
    title: 'The API version of a VirtualMachine is unverified',
    why: 'The source tree of this vSphere does not have the API version, or the version of vSphere is not in the table. Every vSphere in the table serves v1alpha1.',
  },
  IMAGE_WITHOUT_TAG: {
    id: 'TAM058',
    title: 'An image has neither a tag nor a digest',
    why: 'A Node then pulls whatever the tag "latest" is on that day.',
  },
  NODES_FULL: {
    id: 'TAM059',
    title: 'Receivers may use every worker Node, and the sender must run on another one',
    why: 'If every worker Node runs a receiver, the Pod of the sender stays Pending.',
  },
  POLICY_BINDING: {
    id: 'TAM060',
    title: 'The release has PodSecurityPolicies',
    why: 'Before Kubernetes 1.25, a Pod starts only if its ServiceAccount is bound to a PodSecurityPolicy.',
  },
  MODE_OF_REFERENCE: {
    id: 'TAM061',
    title: 'The traffic encapsulation mode of a cluster outside of the app is not known',
    why: 'The Antrea of its release supports multicast in only one mode, which is not the default.',
  },
  UNGOVERNED_PODS: {
    id: 'TAM062',
    title: 'Policies do not apply to some of the Pods',
    why: 'The traffic of a hostNetwork Pod does not pass through Antrea, and a policy of one Namespace does not apply to the Pods of another.',
  },
  ALL_DROPPED: {
    id: 'TAM063',
    title: 'Policies drop all multicast',
    why: 'They drop all other multicast, and there is no sender and no receiver that they allow.',
  },
  FRAGMENTS_DROPPED: {
    id: 'TAM064',
    title: 'Policies with ports drop fragments',
    why: 'Only the first fragment of a packet contains the port.',
  },
  UDP_DROPPED: {
    id: 'TAM065',
    title: 'Policies drop only UDP',
    why: 'Before Antrea 1.9, a rule on multicast data also matches IGMP, so a policy that drops all data would keep receivers from joining.',
  },
  SOURCE_OF_POD: {
    id: 'TAM066',
    title: 'The source address of a Pod is not known before it runs',
    why: 'Receivers of a stream with a source drop the packets of any other address. A Pod gets its address when it starts, and outside of the cluster its packets have the address of its Node in mode encap.',
  },
  SECOND_SENDER: {
    id: 'TAM067',
    title: 'Two senders use the same group and port',
    why: 'A receiver that runs iperf receives only from the first sender.',
  },
  MULTICAST_OFF: {
    id: 'TAM068',
    title: 'enableMulticast() leaves multicast off',
    why: 'An option turns multicast off, although the call switches it on.',
  },
  UNVERIFIED_SETTING: {
    id: 'TAM069',
    title: 'A setting has no known field in an AntreaConfig',
    why: 'The library writes it to the path that it has in the Antrea package. The Supervisor may drop it.',
  },
  MANY_GROUPS: {
    id: 'TAM070',
    title: 'The streams have more groups than a Node can join',
    why: 'A Node can join 20 groups, or fewer with multicastInterfaces, unless its sysctl net.ipv4.igmp_max_memberships is higher. A further group works only between Pods of the same Node.',
  },
  GATES_UNCHECKED: {
    id: 'TAM084',
    title: 'The feature gates of an unknown Antrea are not checked',
    why: 'With writeDefaultGates false, an object can be written for a release whose Antrea no table has. Antrea does not start with a gate that it does not have.',
  },
  TTL_OF_VM: {
    id: 'TAM087',
    title: 'The TTL of a VM does not reach Pods',
    why: 'The Node routes packets of hosts outside to its Pods, and forwards them only with a TTL of 2 or more (docs/compatibility.md, Reach).',
  },
} as const satisfies { readonly [name: string]: Notice };

/** The ids of all notices. */
export const NOTICE_IDS: string[] = Object.values(NOTICES).map(({ id }) => id);
