import { quote } from '../_errors';
import { Verdict } from '../_verdict';
import { FindingLevel } from '../finding-level';
import { KernelRouting, isKnownSystem, osImageOf } from './_os-images';

/** Annotation that chooses the image of Nodes. */
export const IMAGE_ANNOTATION = 'run.tanzu.vmware.com/resolve-os-image';

/** The operating system of Nodes, as the annotation names it. */
export interface NodeImage {
  /** Name of the system, such as `ubuntu` or `windows`; empty where the annotation names none. */
  readonly name: string;
  readonly version?: string;
}

const WINDOWS = 'windows';
const { ERROR, WARNING } = FindingLevel;

/** Reads `os-name=ubuntu,os-version=22.04`; also `os-type=windows` names a system. */
export function readImageAnnotation(text: string): NodeImage {
  const value = (key: string) => new RegExp(`(?:^|,)\\s*${key}=([^,\\s]+)`).exec(text)?.[1];
  const isWindows = [value('os-type'), value('os-name')].some((name) => name?.toLowerCase() === WINDOWS);
  return { name: isWindows ? WINDOWS : (value('os-name') ?? ''), version: value('os-version') };
}

/** Whether the kernels route multicast, without which antrea-agent crashes. Each system is judged once. */
export function kernelVerdicts(images: NodeImage[], release: string): Verdict[] {
  const names = [...new Set(images.map(({ name }) => name))];
  return names.map((name) => kernelVerdict(name, release)).filter((verdict) => verdict !== undefined);
}

function kernelVerdict(name: string, release: string): Verdict | undefined {
  const versions = osImageOf('ubuntu', release).versions.slice(-1);
  const options = versions.map((version) => `{ version: ${quote(version)} }`).join('');
  const ubuntu = `Choose Ubuntu on the control plane and on every node pool, by the annotation ${IMAGE_ANNOTATION} with os-name=ubuntu${versions.map((version) => `,os-version=${version}`).join('')} (in code OsImage.ubuntu(${options}))`;
  if (name === WINDOWS) {
    return {
      id: 'TAM007',
      level: ERROR,
      message: 'Some of its Nodes run Windows, where antrea-agent does not start with multicast.',
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
    message: `Its Nodes run ${quote(name)}, which ${isCertain ? 'cannot' : 'may not'} route multicast on release ${quote(release)}: ${what}.`,
    fix: `${ubuntu}; where you know that the kernel of your image routes multicast, acknowledge it (in code OsImage.${name}({ routesMulticast: true }))${isCertain ? '' : "; 'kubectl get nodes -o wide' shows the kernel"}.`,
    source,
  };
}

/** Whether the images name one version of their system where the release has several, and one that it has. */
export function imageVersionVerdicts(images: NodeImage[], release: string): Verdict[] {
  const distinct = new Map(images.map((image) => [JSON.stringify([image.name, image.version]), image]));
  return [...distinct.values()].flatMap(({ name, version }): Verdict[] => {
    const { since, versions, source } = isKnownSystem(name) ? osImageOf(name, release) : NO_IMAGES;
    const image = `OS image ${quote(name)}`;
    if (versions.length > 1 && version === undefined) {
      return [
        {
          id: 'TAM043',
          level: ERROR,
          message: `The ${image} is ambiguous for release ${quote(release)}, because releases from Kubernetes ${since} on have it in the versions ${versions.join(' and ')}.`,
          fix: `Name one: os-name=${name},os-version=${versions[0]} (in code OsImage.${name}({ version: ${quote(versions[0])} })).`,
          source,
        },
      ];
    }
    return version !== undefined && versions.length > 0 && !versions.includes(version)
      ? [
          {
            id: 'TAM043',
            level: WARNING,
            message: `The ${image} has the version ${quote(version)}, and releases from Kubernetes ${since} on are known to have ${versions.join(' and ')}.`,
            fix: "See 'kubectl get osimage' on the Supervisor, which lists them.",
            source,
          },
        ]
      : [];
  });
}

const NO_IMAGES: { since: string; versions: string[]; source: string } = { since: '', versions: [], source: '' };
