import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MulticastStream } from '../../../lib';
import { Container } from '../_container';
import { machineRoot } from './_machine';
import { Pod } from '../_pod';
import { Place, Site, isNode } from '../_site';

const SCRIPTS = join(__dirname, '..', '..', '..', 'images', 'multicast');
const PROGRAMS = '/opt/application';

/** What the sidecar says of a stream: the words of its last line. */
export type Answers = { readonly [word: string]: string };

/** The options of a Pod with an application and the container that watches it. */
export interface Watched {
  /** What the sidecar gets: options and streams. Without it there is no sidecar. */
  readonly watch?: string[];
  /** A plain container instead of a native sidecar, as before Kubernetes 1.29. */
  readonly isPlain?: boolean;
}

/** A Pod with an application, which this test suite runs as a kubelet does. */
export class ApplicationPod {
  /** Starts a Pod with containers of the image of a user, in this order, and with the sidecar. */
  public static async start(
    site: Site,
    place: Place,
    applications: { readonly command: string[]; readonly env?: { [name: string]: string } }[],
    { watch, isPlain = false }: Watched = {},
  ): Promise<ApplicationPod> {
    const containers = applications.map(({ command, env = {} }, i) => ({
      name: `application-${i}`,
      command,
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      volumeMounts: [
        { name: 'programs', mountPath: PROGRAMS, readOnly: true },
        { name: 'data', mountPath: '/tmp' },
      ],
    }));
    const sidecar = watch === undefined ? [] : [sidecarOf(watch)];
    const spec = {
      hostNetwork: isNode(place),
      securityContext: { runAsUser: 65534, runAsGroup: 65534 },
      terminationGracePeriodSeconds: 10,
      volumes: [
        { name: 'scripts', configMap: { name: 'scripts' } },
        { name: 'programs', configMap: { name: 'programs' } },
        { name: 'tmp', emptyDir: {} },
        { name: 'data', emptyDir: {} },
      ],
      initContainers: isPlain ? [] : sidecar.map((container) => ({ ...container, restartPolicy: 'Always' })),
      containers: [...containers, ...(isPlain ? sidecar : [])],
    };
    const root = await machineRoot();
    const roots = Object.fromEntries(containers.map(({ name }) => [name, root]));
    return new ApplicationPod(await Pod.start(site, place, spec, { manifests: MANIFESTS, roots }));
  }

  /** Starts the Pod of a workload, as it was synthesized. The sidecar has the image of this project. */
  public static async ofWorkload(
    site: Site,
    place: Place,
    { spec }: { readonly [field: string]: any },
    manifests: { readonly [field: string]: any }[],
  ): Promise<ApplicationPod> {
    const roots = { application: await machineRoot() };
    return new ApplicationPod(await Pod.start(site, place, spec.template.spec, { manifests, roots }));
  }

  private constructor(public readonly pod: Pod) {}

  /** The container of the application, or the first one. */
  public get application(): Container {
    return this.pod.container;
  }

  /** The container that watches. */
  public get sidecar(): Container {
    return [...this.pod.sidecars, ...this.pod.containers].find(({ name }) => name === 'multicast-watch')!;
  }

  /** Packets that an application has counted so far. */
  public received(i = 0): number {
    return lastNumber(this.pod.containers[i], /^received (\d+)$/);
  }

  /** The newest answers of the sidecar on a stream. */
  public answers({ group, port }: MulticastStream): Answers {
    const begin = `multicast ${group}:${port} `;
    const line = this.sidecar.log.filter((entry) => entry.line.startsWith(begin)).at(-1)?.line ?? begin;
    const words = line.slice(begin.length).split(' ').filter(Boolean);
    return Object.fromEntries(words.map((word) => word.split('=')));
  }
}

/** The command of the application in _application.py. */
export function application(
  role: 'receive' | 'send',
  { group, port }: MulticastStream,
  ...options: string[]
): string[] {
  return ['python3', `${PROGRAMS}/_application.py`, role, group, String(port), ...options];
}

/** The number in the last line of a container that has a form. */
export function lastNumber(container: Container, form: RegExp): number {
  const lines = container.log.map(({ line }) => form.exec(line)?.[1]).filter((found) => found !== undefined);
  return Number(lines.at(-1) ?? 0);
}

/** The argument of watch.pl for a stream. */
export function watches(role: 'sender' | 'receiver' | 'peer', { group, port }: MulticastStream): string {
  return `${role}:${group}:${port}`;
}

/** The sidecar, which has the options and streams as arguments. */
export function sidecarOf(args: string[]): { readonly [field: string]: any } {
  return {
    name: 'multicast-watch',
    command: ['perl', '/opt/multicast/watch.pl', ...args],
    readinessProbe: {
      exec: { command: ['sh', '/opt/multicast/watched.sh'] },
      periodSeconds: 2,
      failureThreshold: 1,
      timeoutSeconds: 5,
    },
    volumeMounts: [
      { name: 'scripts', mountPath: '/opt/multicast', readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

function configMap(name: string, folder: string, files: string[]): { readonly [field: string]: any } {
  const data = Object.fromEntries(
    files.map((file) => [file.replace(/.*\//, ''), readFileSync(join(folder, file), 'utf8')]),
  );
  return { kind: 'ConfigMap', metadata: { name }, data };
}

/** The ConfigMaps of these Pods. */
export const MANIFESTS = [
  configMap('scripts', SCRIPTS, ['watch.pl', 'watched.sh']),
  configMap('programs', __dirname, ['_application.py', '../../../examples/peer-group/peer.py']),
];
