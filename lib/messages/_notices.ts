/** A kind of warning that only a construct can give, because no manifest shows what it rests on. */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

/** The kinds of warnings by their names; their ids go on where those of the rules end, and are never given again. */
export const NOTICES = {
  UNVERIFIED_VALUES: {
    id: 'TAM051',
    title: 'The values of an AddonConfig are unverified',
    why: 'Which values an AddonConfig takes is not public. Those that are written are the paths of the package of Antrea.',
  },
  UNKNOWN_OBJECT: {
    id: 'TAM052',
    title: 'Which object configures Antrea is not certain',
    why: 'No table has it for the release, or the release and the ClusterClass disagree. The warning names what was taken.',
  },
  UNVERIFIED_CLASS: {
    id: 'TAM053',
    title: 'The variables of the ClusterClass are not checked',
    why: 'The class is not in the table, or its variables are not public, so they are written without a check.',
  },
  BOOTSTRAP_ADDONS: {
    id: 'TAM054',
    title: 'The variable bootstrapAddons does not make Antrea the CNI',
    why: 'Where Antrea is an add-on, this variable of the ClusterClass makes it the CNI, and multicast is a feature of Antrea.',
  },
  NO_WORKERS: {
    id: 'TAM055',
    title: 'The cluster has no worker Nodes',
    why: 'Senders and receivers run on worker Nodes.',
  },
  SAME_NAME: {
    id: 'TAM056',
    title: 'Two charts make an object of one name in one vSphere Namespace',
    why: 'On one Supervisor the second takes the place of the first; on two Supervisors both are right.',
  },
  VM_API_VERSION: {
    id: 'TAM057',
    title: 'The API version of a VirtualMachine is unverified',
    why: 'No source shows which versions of the API of VM Operator the Supervisor serves.',
  },
  IMAGE_WITHOUT_TAG: {
    id: 'TAM058',
    title: 'An image has neither a tag nor a digest',
    why: 'The image is then the "latest" of the day on which it is pulled.',
  },
  NODES_FULL: {
    id: 'TAM059',
    title: 'Receivers may take every worker Node from a sender that is kept apart from them',
    why: 'The sender then stays pending.',
  },
  POLICY_BINDING: {
    id: 'TAM060',
    title: 'The release has PodSecurityPolicies',
    why: 'Before Kubernetes 1.25, Pods start only where their ServiceAccounts are bound to a PodSecurityPolicy.',
  },
  MODE_OF_REFERENCE: {
    id: 'TAM061',
    title: 'The traffic encapsulation mode of a cluster that is made elsewhere is not known',
    why: 'The Antrea of its release carries multicast in only one mode, which is not the default.',
  },
  UNGOVERNED_PODS: {
    id: 'TAM062',
    title: 'Policies do not govern hostNetwork Pods',
    why: 'A Pod on the network of its Node bypasses Antrea.',
  },
  ALL_DROPPED: {
    id: 'TAM063',
    title: 'Policies drop all multicast',
    why: 'They drop the rest, and no sender and no receiver is known that they allow.',
  },
  FRAGMENTS_DROPPED: {
    id: 'TAM064',
    title: 'Policies by port drop fragments',
    why: 'Only the first fragment of a packet has a port.',
  },
  UDP_DROPPED: {
    id: 'TAM065',
    title: 'Policies drop only UDP',
    why: 'Before Antrea 1.9 a rule on multicast data takes IGMP too, which would keep receivers from joining.',
  },
  SOURCE_OF_POD: {
    id: 'TAM066',
    title: 'The source address of a Pod is not known before it runs',
    why: 'A source-specific stream names the address that it is sent from.',
  },
  SECOND_SENDER: {
    id: 'TAM067',
    title: 'Two senders have one group and port',
    why: 'A receiver that runs iperf hears only the first sender.',
  },
  MULTICAST_OFF: {
    id: 'TAM068',
    title: 'enableMulticast() leaves multicast off',
    why: 'An option turns off what the call is for.',
  },
  UNVERIFIED_SETTING: {
    id: 'TAM069',
    title: 'A setting has no public place in an AntreaConfig',
    why: 'It is written where the package of Antrea has it, and the Supervisor may drop it.',
  },
  MANY_GROUPS: {
    id: 'TAM070',
    title: 'The streams have more groups than a Node takes part in',
    why: 'A Node takes part in 20 groups, unless its sysctl net.ipv4.igmp_max_memberships is raised.',
  },
} as const satisfies { readonly [name: string]: Notice };

/** Ids of all kinds of warnings that only constructs give. */
export const NOTICE_IDS: string[] = Object.values(NOTICES).map(({ id }) => id);
