import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ApiServer } from './_api-server';

const PROJECT = join(__dirname, '..', '..');
const SHARED = join(PROJECT, '..', 'shared', 'crds');

/** The files and settings for one Kubernetes minor version. */
interface Release {
  /** The CRD of Cluster that upstream ships for it; never 1.11, which loses fields without its conversion webhook. */
  readonly cluster: string;
  /** Antrea's tag whose CRDs of policies it has, and the API version that they are written in. */
  readonly policies: { readonly tag: string; readonly version: string };
  /** Default of Pod Security admission on a Tanzu release of that age: enforced from 1.26 on. */
  readonly enforce: string;
}

const SEED: Release = {
  cluster: 'cluster.x-k8s.io_clusters.cluster-api-v1.4.9.yaml',
  policies: { tag: 'v1.9.0', version: 'v1alpha1' },
  enforce: 'privileged',
};
const CURRENT: Release = {
  cluster: 'cluster.x-k8s.io_clusters.cluster-api-v1.10.10.yaml',
  policies: { tag: 'v2.5.2', version: 'v1beta1' },
  enforce: 'restricted',
};
const ANTREA_CONFIG = 'cni.tanzu.vmware.com_antreaconfigs.tanzu-framework-v0.29.0.yaml';

/** Derived CRDs of this project: upstream's are not public. */
const ADDON_CONFIG = join(PROJECT, 'crds', 'addons.kubernetes.vmware.com.yaml');

/** Upstream's CRD of VirtualMachine, one version a file; ours holds both. */
function virtualMachineCrd(version: string): string {
  return crd(`vmoperator.vmware.com_virtualmachines.${version}.vm-operator-v1.8.6.yaml`, 'vmoperator.vmware.com.yaml');
}

/** A file with CustomResourceDefinitions. */
interface CrdFile {
  readonly file: string;
  /** The versions that count; all if it is left out. */
  readonly versions?: string[];
}

/** The two API servers of one Kubernetes version. */
export interface Pair {
  readonly version: string;
  readonly supervisor: ApiServer;
  readonly workload: ApiServer;
  /** Not the article's minor, but the current one: Pod Security enforces `restricted`, and Cluster API is 1.10. */
  readonly isCurrent: boolean;
  /** The schemas of the custom resources on these servers, by kind. */
  readonly schemas: { [kind: string]: any };
  /** Replaces the CRD of Cluster by one version of another file: two would need Cluster API's conversion webhook. */
  serveCluster(file: string, version: string): void;
  /** Serves one version of VirtualMachine, for the same reason. */
  serveVirtualMachine(version: string): void;
  stop(): Promise<void>;
}

/** Returns the file of upstream, or that of this project if it does not exist. */
function crd(upstream: string, own: string): string {
  const file = join(SHARED, upstream);
  if (existsSync(file)) {
    return file;
  }
  process.stderr.write(`${upstream} is not there: crds/${own} stands for it\n`);
  return join(PROJECT, 'crds', own);
}

/** The files of the custom kinds whose schemas are public, with all of their versions. */
export function crdFiles(): CrdFile[] {
  return [
    { file: crd(ANTREA_CONFIG, 'cni.tanzu.vmware.com.yaml') },
    { file: crd(CURRENT.cluster, 'cluster.x-k8s.io.yaml'), versions: ['v1beta1'] },
    {
      file: crd('cluster.x-k8s.io_clusters.cluster-api-v1.11.11.yaml', 'cluster.x-k8s.io.v1beta2.yaml'),
      versions: ['v1beta2'],
    },
    ...['v1alpha1', 'v1alpha2'].map((version) => ({ file: virtualMachineCrd(version), versions: [version] })),
    // Antrea 1.13 has both versions of its policies.
    { file: crd('crd.antrea.io_networkpolicies.antrea-v1.13.0.yaml', 'crd.antrea.io.yaml') },
    ...[join(SHARED, 'crd.antrea.io_clusternetworkpolicies.antrea-v1.13.0.yaml')]
      .filter(existsSync)
      .map((file) => ({ file })),
  ];
}

function schema(file: string, version: string, kind?: string): any {
  const crds = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS().spec);
  const { versions } = kind === undefined ? crds[0] : crds.find(({ names }) => names.kind === kind);
  return versions.find(({ name }: { name: string }) => name === version).schema.openAPIV3Schema;
}

async function startPair(assets: string): Promise<Pair> {
  const version = versionOf(assets);
  const release = /^v1\.25\./.test(version) ? SEED : CURRENT;
  const [supervisor, workload] = await Promise.all([
    ApiServer.start(`Supervisor ${version}`, assets, {
      enforce: 'privileged',
      warn: 'privileged',
      audit: 'privileged',
    }),
    ApiServer.start(`workload cluster ${version}`, assets, {
      enforce: release.enforce,
      warn: 'restricted',
      audit: 'restricted',
    }),
  ]);
  const antreaConfig = crd(ANTREA_CONFIG, 'cni.tanzu.vmware.com.yaml');
  const cluster = crd(release.cluster, 'cluster.x-k8s.io.yaml');
  supervisor.install(antreaConfig, cluster, ADDON_CONFIG);
  const schemas: Pair['schemas'] = {
    AntreaConfig: schema(antreaConfig, 'v1alpha1'),
    AddonConfig: schema(ADDON_CONFIG, 'v1alpha1'),
    Cluster: schema(cluster, 'v1beta1'),
  };
  const serveAlone = (kind: string, file: string, only: string) => {
    const { apiVersion, kind: crdKind, metadata, spec: all } = parse(readFileSync(file, 'utf8'));
    const versions = all.versions.filter(({ name }: { name: string }) => name === only);
    const { conversion: _, ...spec } = { ...all, versions: [{ ...versions[0], served: true, storage: true }] };
    const path = join(supervisor.folder, 'crd.yaml');
    writeFileSync(path, JSON.stringify({ apiVersion, kind: crdKind, metadata, spec }));
    supervisor.must(['delete', 'crd', '--ignore-not-found', metadata.name]);
    supervisor.install(path);
    schemas[kind] = schema(file, only);
  };
  let servedOfVm = '';
  const serveVirtualMachine = (version: string) => {
    if (version !== servedOfVm) {
      serveAlone('VirtualMachine', virtualMachineCrd(version), version);
      servedOfVm = version;
    }
  };
  serveVirtualMachine('v1alpha2');
  const { tag, version: policyVersion } = release.policies;
  const policies = ['NetworkPolicy', 'ClusterNetworkPolicy'].map((kind) => {
    const plural = `${kind.toLowerCase().slice(0, -1)}ies`;
    const file = crd(`crd.antrea.io_${plural}.antrea-${tag}.yaml`, 'crd.antrea.io.yaml');
    schemas[kind] = schema(file, policyVersion, kind);
    return file;
  });
  // Ours has both kinds.
  workload.install(...new Set(policies));
  return {
    version,
    supervisor,
    workload,
    isCurrent: release === CURRENT,
    schemas,
    serveCluster: (file, only) => serveAlone('Cluster', file, only),
    serveVirtualMachine,
    stop: async () => {
      await Promise.all([supervisor.stop(), workload.stop()]);
    },
  };
}

/** Returns the version of the binaries in a folder, such as v1.35.4. */
export function versionOf(assets: string): string {
  const output = execFileSync(join(assets, 'kubectl'), ['version', '--client', '--output=json'], { encoding: 'utf8' });
  return JSON.parse(output).clientVersion.gitVersion;
}

/** Returns the minor version, such as 1.35, of a version such as v1.35.4. */
export function minorOf(version: string): string {
  return /^v(\d+\.\d+)/.exec(version)?.[1] ?? '';
}

/** The folders of KUBEBUILDER_ASSETS, one for each Kubernetes version. */
export const ASSETS = (process.env.KUBEBUILDER_ASSETS ?? '').split(delimiter).filter((folder) => folder !== '');

/** Starts two servers for each version, all at once. */
export async function startAll(): Promise<Pair[]> {
  const started = Date.now();
  const pairs = await Promise.all(ASSETS.map(startPair));
  process.stdout.write(`${2 * pairs.length} API servers started in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return pairs;
}
