import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSETS } from './_assets';
import { Container } from './_container';
import { run } from './_shell';
import { Place, Site, isNode } from './_site';

/** The workload and its place. */
export interface PodOptions {
  /** Objects of the manifests, among which the ConfigMaps of the volumes are. */
  readonly manifests: { readonly [field: string]: any }[];
  /** Root filesystem of the image; by default that of images/multicast. */
  readonly root?: string;
}

/** A Pod that is run from its spec, as by a kubelet. */
export class Pod {
  /** Starts the Pod of a spec at a place; one with hostNetwork belongs to a Node. */
  public static async start(site: Site, place: Place, spec: any, options: PodOptions): Promise<Pod> {
    if (Boolean(spec.hostNetwork) !== isNode(place)) {
      throw new Error(`The Pod does not belong to ${place}: hostNetwork is ${spec.hostNetwork}.`);
    }
    const root = options.root ?? ASSETS.root;
    const volumes = mkdtempSync('/run/pod-');
    for (const volume of spec.volumes ?? []) {
      await provide(volume, volumes, options.manifests);
    }
    const mounts = spec.containers.flatMap((container: any) => container.volumeMounts ?? []);
    ['/proc', '/sys', '/dev', ...mounts.map((mount: any) => mount.mountPath)].forEach((path) =>
      mkdirSync(join(root, path), { recursive: true }),
    );
    const image =
      root === ASSETS.root
        ? ASSETS.config
        : { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Entrypoint: [] };
    const around = {
      root,
      volumes,
      entrypoint: image.Entrypoint,
      env: Object.fromEntries(image.Env.map((pair: string) => pair.split(/=(.*)/s).slice(0, 2))),
      namespace: site.namespace(place),
      securityContext: spec.securityContext ?? {},
      restartPolicy: spec.restartPolicy ?? 'Always',
      grace: spec.terminationGracePeriodSeconds ?? 30,
    };
    return new Pod(spec.containers.map((container: any) => new Container(container, around)));
  }

  private constructor(public readonly containers: Container[]) {}

  /** The only container, or the first. */
  public get container(): Container {
    return this.containers[0];
  }

  public get isReady(): boolean {
    return this.containers.every(({ isReady }) => isReady);
  }

  /** Ends all containers without a restart. */
  public async stop(): Promise<void> {
    await Promise.all(this.containers.map((container) => container.stop()));
  }
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
