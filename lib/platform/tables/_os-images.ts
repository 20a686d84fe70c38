/** Whether the kernel of a Node routes multicast (CONFIG_IP_MROUTE), without which antrea-agent crashes. */
export enum KernelRouting {
  YES = 'yes',
  NO = 'no',
  /** No source shows it. */
  UNKNOWN = 'unknown',
}

/** The images of one operating system, from one version of Kubernetes to before the next row of that system. */
export interface OsImageRow {
  readonly os: 'ubuntu' | 'photon';
  readonly since: string;
  readonly routesMulticast: KernelRouting;
  /** Versions of the system, if a release has several and a Cluster must name one. */
  readonly versions: string[];
  readonly what: string;
  readonly source: string;
}

export const OS_IMAGES: OsImageRow[] = [
  {
    os: 'ubuntu',
    since: '1.23',
    routesMulticast: KernelRouting.YES,
    versions: [],
    what: 'one image',
    source: 'rotbau/rotbau.github.io of 2023-08-07',
  },
  {
    os: 'ubuntu',
    since: '1.33',
    routesMulticast: KernelRouting.YES,
    versions: ['22.04', '24.04'],
    what: 'two images',
    source: 'papivot/vks-best-practice, appendix E.3; VKS cluster manifest guide',
  },
  {
    os: 'photon',
    since: '1.23',
    routesMulticast: KernelRouting.NO,
    versions: [],
    what: 'Photon 3 with an esx kernel, where CONFIG_IP_MROUTE is not set',
    source:
      'vmware/photon: config-esx of branch 3.0; rotbau/rotbau.github.io of 2023-08-07: antrea-agent crashes; second-hand: names of OVA images in public dumps, up to 1.25.7',
  },
  {
    os: 'photon',
    since: '1.26',
    routesMulticast: KernelRouting.UNKNOWN,
    versions: [],
    what: 'no public source shows the version of Photon or the flavour of its kernel; an esx kernel does not route multicast',
    source: 'vmware/photon: config-esx of branches 3.0, 4.0 and 5.0',
  },
  {
    os: 'photon',
    since: '1.28',
    routesMulticast: KernelRouting.UNKNOWN,
    versions: [],
    what: 'Photon 5, and no public source shows the flavour of its kernel: the plain kernel routes multicast, the esx kernel does not',
    source:
      'second-hand: names of OVA images in public dumps for 1.28.8, 1.30.11, 1.31.1, 1.31.11 and 1.32.7, the versions between are inferred; vmware/photon: configs of branch 5.0',
  },
  {
    os: 'photon',
    since: '1.35',
    routesMulticast: KernelRouting.UNKNOWN,
    versions: [],
    what: 'it has Photon 5 with the plain kernel. This kernel has multicast routing, but no one has tested it',
    source:
      'edric45/se-vks-platform:docs/teardown-inventory-2026-09-25.md (6.1.176-4.ph5); second-hand: names of OVA images in public dumps for 1.35.5, 1.35.6 and 1.36.2; vmware/photon: config of branch 5.0',
  },
];

/** How a Supervisor finds the image of a Node. */
export const IMAGE_SELECTION = {
  defaultSystem: {
    what: 'Without the annotation run.tanzu.vmware.com/resolve-os-image, the ClusterClass builtin-generic takes Photon.',
    os: 'photon',
    source: 'second-hand: a public script that runs on a live Supervisor',
  },
  kubernetesVersion: {
    what: 'The field spec.kubernetesVersion of an OSImage is the release without its end -vkr.N.',
    source: 'second-hand: notes whose public source is not recorded',
  },
} as const;

/** A flavour of the kernels of Photon. */
export interface PhotonKernel {
  readonly flavour: string;
  /** Whether its configuration sets CONFIG_IP_MROUTE. */
  readonly routesMulticast: KernelRouting;
  /** End of the name that `uname -r` shows on Photon 5, if a source shows it. */
  readonly unameEnd?: string;
  readonly source: string;
}

const PHOTON_SOURCE =
  'vmware/photon, heads of branches 3.0, 4.0 and 5.0 of May 2025 (6.1.138 on 5.0); later kernels were not read';

export const PHOTON_KERNELS: PhotonKernel[] = [
  {
    flavour: 'plain',
    routesMulticast: KernelRouting.YES,
    unameEnd: '.ph5',
    source: `config of ${PHOTON_SOURCE}`,
  },
  {
    flavour: 'esx',
    routesMulticast: KernelRouting.NO,
    unameEnd: '.ph5-esx',
    source: `config-esx of ${PHOTON_SOURCE}; on 5.0 config-esx_x86_64 and config-esx_aarch64`,
  },
  { flavour: 'rt', routesMulticast: KernelRouting.YES, source: `config-rt of ${PHOTON_SOURCE}` },
  { flavour: 'aws', routesMulticast: KernelRouting.YES, source: `config-aws of ${PHOTON_SOURCE}` },
  { flavour: 'secure', routesMulticast: KernelRouting.YES, source: `config-secure of ${PHOTON_SOURCE}` },
];
