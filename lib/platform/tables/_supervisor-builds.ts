import { ADDITIONAL_CRD_GATES, DEFAULT_GATES } from './_default-gates';

/** The gates that an AntreaConfig accepts, from one vSphere version to before the next row. */
export interface SupervisorBuild {
  readonly since: string;
  /** Gates that the Supervisor accepts, by a source. */
  readonly gates: string[];
  /** Whether the Supervisor refuses every other gate. */
  readonly refusesOthers: boolean;
  /** Gates that a Supervisor of this or a later version lists; the source does not name the exact version. */
  readonly perhaps: string[];
  readonly source: string;
}

/** The gates that every Supervisor accepts since vSphere 8.0. */
export const CLASSIC_GATES = DEFAULT_GATES.map(({ name }) => name).filter((name) => name !== 'Multicast');

export const SUPERVISOR_BUILDS: SupervisorBuild[] = [
  {
    since: '8.0',
    gates: CLASSIC_GATES,
    refusesOthers: true,
    perhaps: [],
    source: 'vmware-tanzu/tanzu-framework v0.21.0; andreasm80/blog.local of 2023-06-01',
  },
  {
    since: '8.0u1',
    gates: CLASSIC_GATES,
    refusesOthers: true,
    perhaps: [],
    source: 'rotbau/rotbau.github.io of 2023-08-07: refuses Multicast as an unknown gate',
  },
  {
    since: '8.0u1a',
    gates: CLASSIC_GATES,
    refusesOthers: false,
    perhaps: ['Multicast', ...ADDITIONAL_CRD_GATES.names],
    source: 'rotbau/rotbau.github.io of 2023-08-07: between 8.0u1, which refuses Multicast, and 8.0u1c, which takes it',
  },
  {
    since: '8.0u1c',
    gates: [...CLASSIC_GATES, 'Multicast'],
    refusesOthers: false,
    perhaps: ADDITIONAL_CRD_GATES.names,
    source:
      'rotbau/rotbau.github.io of 2023-08-07 (Multicast); andreasm80/blog.local of 2023-06-01: a template of 2023-09-24 lists fifteen gates',
  },
];

/** API groups that the Supervisor serves and a workload cluster does not. Groups that end in `.cluster.x-k8s.io` are of the first one. */
export const SUPERVISOR_GROUPS = {
  names: [
    'cluster.x-k8s.io',
    'cni.tanzu.vmware.com',
    'addons.kubernetes.vmware.com',
    'run.tanzu.vmware.com',
    'vmoperator.vmware.com',
  ],
  source:
    'vmware-tanzu/tanzu-framework v0.29.0: addons/README.md; vmware-tanzu/vm-operator: config/crd; kubernetes-sigs/cluster-api: config/crd',
};
