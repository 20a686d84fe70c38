import { remembered } from '../checks/_remembered';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { isAtLeast, kubernetesOf, rowAt } from './_versions';
import { IMAGE_SELECTION, KernelRouting, OS_IMAGES, OsImageRow, PHOTON_KERNELS } from './tables/_os-images';
import { NodePorts, NODE_PORTS } from './tables/_network-limits';

/** Annotation that selects the OS image of Nodes. */
export const IMAGE_ANNOTATION = 'run.tanzu.vmware.com/resolve-os-image';

/** The operating system of Nodes, from the annotation. */
export interface NodeImage {
  /** Name of the system, such as `ubuntu` or `windows`; empty if the annotation names none. */
  readonly name: string;
  readonly version?: string;
  /** Where it is chosen, if it is that of a manifest. */
  readonly at?: Verdict['at'];
}

/** Name and type of the system. */
export const WINDOWS = 'windows';
const { ERROR, WARNING } = FindingLevel;

/** Reads an annotation such as `os-name=ubuntu,os-version=22.04` or `os-type=windows`. */
export const readImageAnnotation = remembered((text: string): NodeImage => {
  const value = (key: string) => new RegExp(`(?:^|,)\\s*${key}=([^,\\s]+)`).exec(text)?.[1];
  const isWindows = [value('os-type'), value('os-name')].some((name) => name?.toLowerCase() === WINDOWS);
  return { name: isWindows ? WINDOWS : (value('os-name') ?? ''), version: value('os-version') };
});

/** The properties that the annotation can select. An empty name is not written. */
interface ImageSelection extends Pick<NodeImage, 'name' | 'version'> {
  readonly type?: string;
  readonly arch?: string;
  readonly contentLibrary?: string;
}

/** Returns the value of the annotation, which readImageAnnotation() reads. It is empty if nothing is selected. */
export function writeImageAnnotation({ name, version, type, arch, contentLibrary }: ImageSelection): string {
  return Object.entries({
    'os-name': name === '' ? undefined : name,
    'os-version': version,
    'os-type': type,
    'os-arch': arch,
    'content-library': contentLibrary,
  })
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]))
    .join(',');
}

/** Returns the image of Nodes without the annotation. No source shows it for a ClusterClass that is not in the table. */
export function defaultImage(isKnownClass: boolean): NodeImage {
  return { name: isKnownClass ? IMAGE_SELECTION.defaultSystem.os : '' };
}

/** Checks that the kernels route multicast, because antrea-agent crashes otherwise. Reports each system once. */
export function kernelVerdicts(images: NodeImage[], release: string): Verdict[] {
  return distinctImages(images, ({ name }) => name).flatMap(({ name, at }) => {
    const verdict = kernelVerdict(name, release);
    return verdict ? [{ ...verdict, at }] : [];
  });
}

/** The first image of each key. */
function distinctImages(images: NodeImage[], keyOf: (image: NodeImage) => string): NodeImage[] {
  const found = new Map<string, NodeImage>();
  for (const image of images) {
    found.set(keyOf(image), found.get(keyOf(image)) ?? image);
  }
  return [...found.values()];
}

/** The way to find out whether a kernel of Photon routes multicast, by the end of its name. */
const HOW_TO_SEE_KERNEL = `; 'uname -r' on a Node, or 'kubectl get nodes -o wide', shows the kernel: ${PHOTON_KERNELS.flatMap(
  ({ unameEnd, routesMulticast }) =>
    unameEnd === undefined
      ? []
      : [`one that ends with "${unameEnd}" ${routesMulticast === KernelRouting.YES ? 'routes multicast' : 'does not'}`],
).join(', ')}`;

const kernelVerdict = remembered((name: string, release: string): Verdict | undefined => {
  const [version] = osImageOf('ubuntu', release).versions.slice(-1);
  const options = version === undefined ? '' : `{ version: ${quote(version)} }`;
  const ubuntu = `Choose Ubuntu on the control plane and on every node pool, by the annotation ${IMAGE_ANNOTATION} with ${writeImageAnnotation({ name: 'ubuntu', version })} (in code OsImage.ubuntu(${options}))`;
  if (name === WINDOWS) {
    return {
      id: 'TAM007',
      level: ERROR,
      message: 'Some of its Nodes run Windows, on which antrea-agent does not start with multicast.',
      fix: `${ubuntu}.`,
      source: 'antrea-io/antrea:docs/multicast-guide.md: multicast is for Linux',
    };
  }
  if (!isKnownSystem(name)) {
    return undefined;
  }
  const { routesMulticast, what, source } = osImageOf(name, release);
  if (routesMulticast === KernelRouting.YES) {
    return undefined;
  }
  const isCertain = routesMulticast === KernelRouting.NO;
  return {
    id: 'TAM007',
    level: isCertain ? ERROR : WARNING,
    message: `Its Nodes run ${quote(name)}, which ${isCertain ? 'cannot' : 'might not'} route multicast on release ${quote(release)}: ${what}.`,
    fix: `${ubuntu}; if you know that the kernel of your image routes multicast, acknowledge this (in code OsImage.${name}({ routesMulticast: true }))${isCertain ? '' : HOW_TO_SEE_KERNEL}.`,
    source,
  };
});

/** Checks that each image names a version of its system that the release has, if the release has several. */
export function imageVersionVerdicts(images: NodeImage[], release: string): Verdict[] {
  const distinct = distinctImages(images, ({ name, version }) => JSON.stringify([name, version]));
  return distinct.flatMap(({ name, version, at }): Verdict[] => {
    const { since, versions, source } = isKnownSystem(name) ? osImageOf(name, release) : NO_IMAGES;
    const image = `OS image ${quote(name)}`;
    if (versions.length > 1 && version === undefined) {
      return [
        {
          id: 'TAM043',
          level: ERROR,
          message: `The ${image} is ambiguous for release ${quote(release)}, because releases from Kubernetes ${since} on have the versions ${versions.join(' and ')}.`,
          fix: `Name one: ${writeImageAnnotation({ name, version: versions[0] })} (in code OsImage.${name}({ version: ${quote(versions[0])} })).`,
          source,
          at,
        },
      ];
    }
    return version !== undefined && versions.length > 0 && !versions.includes(version)
      ? [
          {
            id: 'TAM043',
            level: WARNING,
            message: `The ${image} has the version ${quote(version)}, and the known versions from Kubernetes ${since} on are ${versions.join(' and ')}.`,
            fix: "Use a version that 'kubectl get osimage' lists on the Supervisor.",
            source,
            at,
          },
        ]
      : [];
  });
}

const NO_IMAGES: { since: string; versions: string[]; source: string } = { since: '', versions: [], source: '' };

/** Whether the table has the operating system. */
export function isKnownSystem(os: string): boolean {
  return OS_IMAGES.some((row) => row.os === os);
}

/** Returns the row of an operating system for a release; for a release before the first row, it is the first row. */
export const osImageOf = remembered((os: string, release: string): OsImageRow => {
  const rows = OS_IMAGES.filter((row) => row.os === os);
  const kubernetes = kubernetesOf(release);
  return rowAt(rows, isAtLeast(kubernetes, rows[0].since) ? kubernetes : rows[0].since) as OsImageRow;
});

/** Length of the part that Cluster API appends to `<cluster>-<pool>` for the name of a Node. */
const APPENDED = '-xxxxx-xxxxxxxxxx-xxxxx'.length;

const DNS_LABEL_LENGTH = 63;

/** Checks that the names of node pools are unique, and short enough for the names of Nodes. Pools can have no name. */
export function nodePoolVerdicts(clusterName: string, pools: unknown[]): Verdict[] {
  const names = new Map<string, number>();
  const twice = new Map<string, number>();
  for (const [index, name] of pools.entries()) {
    if (typeof name === 'string') {
      const first = names.has(name) ? twice : names;
      first.set(name, first.get(name) ?? index);
    }
  }
  return [
    ...[...twice].map(([name, index]) => ({
      id: 'TAM047',
      level: FindingLevel.ERROR,
      message: `Two node pools have the name ${quote(name)}.`,
      fix: 'Give each node pool a unique name.',
      source: 'cluster.x-k8s.io: spec.topology.workers.machineDeployments is a list by name',
      at: [index, 'name'],
    })),
    ...[...names]
      .map(([name, index]) => ({ name, index, length: `${clusterName}-${name}`.length + APPENDED }))
      .filter(({ length }) => length > DNS_LABEL_LENGTH)
      .map(({ name, index, length }) => ({
        id: 'TAM047',
        level: FindingLevel.WARNING,
        message: `The Nodes of node pool ${quote(name)} have names of up to ${length} characters, and a DNS label has at most ${DNS_LABEL_LENGTH}.`,
        fix: 'Shorten the name of the cluster or of the pool.',
        source: 'derived from the pattern <cluster>-<pool>-xxxxx-xxxxxxxxxx-xxxxx, not from a documented limit',
        at: [index, 'name'],
      })),
  ];
}

/** Returns the use that a Node has for a UDP port; undefined if it has none. */
export function useOfNodePort(port: number): NodePorts | undefined {
  return NODE_PORTS.find(({ from, to }) => port >= from && port <= to);
}
