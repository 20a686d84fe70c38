import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSETS } from './_assets';
import { Container, Surroundings } from './_container';
import { run } from './_shell';
import { Place, Site, isNode } from './_site';

/** The workload and its place. */
export interface PodOptions {
  /** Objects of the manifests, among which the ConfigMaps of the volumes are. */
  readonly manifests: { readonly [field: string]: any }[];
  /** Root filesystem of the image; by default that of images/multicast. */
  readonly root?: string;
  /** Root filesystems of containers with another image, by the names of the containers. */
  readonly roots?: { readonly [container: string]: string };
}

/** A Pod that is run from its spec, as by a kubelet. */
export class Pod {
  /** Starts the Pod of a spec at a place; one with hostNetwork belongs to a Node. */
  public static async start(site: Site, place: Place, spec: any, options: PodOptions): Promise<Pod> {
    if (Boolean(spec.hostNetwork) !== isNode(place)) {
      throw new Error(`The Pod does not belong to ${place}: hostNetwork is ${spec.hostNetwork}.`);
    }
    const volumes = mkdtempSync('/run/pod-');
    for (const volume of spec.volumes ?? []) {
      await provide(volume, volumes, options.manifests);
    }
    const start = (container: any): Container => {
      const image = imageOf(options.roots?.[container.name] ?? options.root ?? ASSETS.root);
      const mounts = (container.volumeMounts ?? []).map((mount: any) => mount.mountPath);
      ['/proc', '/sys', '/dev', ...mounts].forEach((path) => mkdirSync(join(image.root, path), { recursive: true }));
      return new Container(container, {
        ...image,
        volumes,
        namespace: site.namespace(place),
        hostname: place,
        securityContext: spec.securityContext ?? {},
        restartPolicy: container.restartPolicy ?? spec.restartPolicy ?? 'Always',
        grace: spec.terminationGracePeriodSeconds ?? 30,
      });
    };
    // A kubelet starts the containers beside the application first, one after the other.
    const sidecars: Container[] = [];
    for (const container of spec.initContainers ?? []) {
      if (container.restartPolicy !== 'Always') {
        throw new Error(`This kubelet knows no init container that ends, such as ${container.name}.`);
      }
      const sidecar = start(container);
      sidecars.push(sidecar);
      await sidecar.up();
    }
    return new Pod(spec.containers.map(start), sidecars);
  }

  private constructor(
    public readonly containers: Container[],
    /** Init containers that run as long as the Pod. */
    public readonly sidecars: Container[],
  ) {}

  /** The only container, or the first. */
  public get container(): Container {
    return this.containers[0];
  }

  public get isReady(): boolean {
    return [...this.sidecars, ...this.containers].every(({ isReady }) => isReady);
  }

  /** Ends all containers without a restart: the sidecars last, in the reverse order of their start. */
  public async stop(): Promise<void> {
    await Promise.all(this.containers.map((container) => container.stop()));
    for (const sidecar of [...this.sidecars].reverse()) {
      await sidecar.stop();
    }
  }
}

/** The root filesystem of an image, with its environment and its entry point. */
function imageOf(root: string): Pick<Surroundings, 'root' | 'env' | 'entrypoint'> {
  const { Env, Entrypoint } =
    root === ASSETS.root
      ? ASSETS.config
      : { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Entrypoint: [] };
  return {
    root,
    env: Object.fromEntries(Env.map((pair: string) => pair.split(/=(.*)/s).slice(0, 2))),
    entrypoint: Entrypoint,
  };
}

async function provide(volume: any, folder: string, manifests: PodOptions['manifests']): Promise<void> {
  const path = join(folder, volume.name);
  mkdirSync(path);
  if (volume.emptyDir) {
    await run('mount', '-t', 'tmpfs', '-o', 'mode=0777,nosuid,nodev', 'tmpfs', path);
  } else if (volume.configMap) {
    const { name, items, defaultMode } = volume.configMap;
    const map = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
    if (!map) {
      throw new Error(`No ConfigMap ${name} in the manifests.`);
    }
    const files = items ?? Object.keys(map.data).map((key) => ({ key, path: key }));
    for (const { key, path: file } of files) {
      writeFileSync(join(path, file), map.data[key]);
      chmodSync(join(path, file), defaultMode ?? 0o644);
    }
    writeFileSync(`${path}.read-only`, '');
  } else {
    throw new Error(`This kubelet knows no volume like ${JSON.stringify(volume)}.`);
  }
}
