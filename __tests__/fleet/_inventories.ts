import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Testing } from 'cdk8s';
import { Fleet } from '../../lib';

const cwd = process.cwd();
let folder: string | undefined;

/** Files by their paths. */
export type Files = { readonly [path: string]: string | Buffer };

/** Writes files into a new folder, which becomes the working directory. */
export function write(files: Files): void {
  leave();
  folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  process.chdir(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** Removes the folder. */
export function leave(): void {
  process.chdir(cwd);
  if (folder !== undefined) {
    rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  }
}

export const DEFAULTS = `vsphereNamespace: media
cluster:
  release: v1.25.7---vmware.3-fips.1-tkg.1
  podCidrs: [192.168.0.0/16]
  serviceCidrs: [10.96.0.0/12]
  vmClass: best-effort-small
  storageClass: vsan-default
  os: ubuntu
  nodePools:
    - name: np1
      replicas: 2
multicast: true
streams:
  video: { group: 239.1.1.1 }
receivers:
  player: { stream: video, image: registry.example.com/iperf:v1, replicas: 2 }
`;

export const PRODUCTION = `supervisor: sv-1
cluster:
  vmClass: guaranteed-large
`;

export const VIDEO = `cluster:
  nodePools:
    - name: np1
      replicas: 5
senders:
  camera: { stream: video, image: registry.example.com/iperf:v1, ttl: 4 }
`;

/** Two clusters of two environments. */
export const FILES: Files = {
  'inventory/fleet.yaml': DEFAULTS,
  'inventory/production/environment.yaml': PRODUCTION,
  'inventory/production/video.yaml': VIDEO,
  'inventory/test/lab/lab1.json': '{ "vsphereNamespace": "lab" }',
};

/** The fleet of a folder with these files. */
export function fleetOf(files: Files): Fleet {
  write(files);
  return Fleet.fromFolder(new App(), 'Fleet', 'inventory');
}

/** The sentences of the error that the files cause. */
export function sentencesOf(files: Files): string[] {
  return sentences(() => fleetOf(files));
}

/** The sentences of the error that a function throws. */
export function sentences(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

export { Testing };
