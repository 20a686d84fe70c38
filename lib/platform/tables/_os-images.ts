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
    source: 'vmware/photon: config-esx of branch 3.0; rotbau/rotbau.github.io of 2023-08-07: antrea-agent crashes',
  },
  {
    os: 'photon',
    since: '1.26',
    routesMulticast: KernelRouting.UNKNOWN,
    versions: [],
    what: 'no public source shows the kernel; an esx kernel does not route multicast',
    source: 'vmware/photon: config-esx of branches 3.0, 4.0 and 5.0',
  },
  {
    os: 'photon',
    since: '1.35',
    routesMulticast: KernelRouting.UNKNOWN,
    versions: [],
    what: 'Photon 5 with the generic kernel, which is built with multicast routing, but no one has tried it',
    source:
      'edric45/se-vks-platform:docs/teardown-inventory-2026-09-25.md (6.1.176-4.ph5); vmware/photon: config of branch 5.0',
  },
];
