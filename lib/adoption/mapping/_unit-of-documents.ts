import { Tree, isTree } from '../../checks/_trees';
import { isAntreaAddon } from '../../rules/manifests/_addons';
import { clusterOf } from '../../rules/manifests/_antrea';
import { Inventory, Manifest, textOf } from '../../rules/manifests/_inventory';
import { SourceDocument } from '../_adopted-app';

/** Documents that are adopted together, in one chart. */
export interface UnitOfDocuments {
  /** The Cluster that all of them belong to, if there is one. */
  readonly cluster?: SourceDocument;
  readonly file: string;
  readonly isOnSupervisor: boolean;
  readonly documents: SourceDocument[];
}

const GROUPS_OF_SUPERVISOR = [
  'cluster.x-k8s.io',
  'cni.tanzu.vmware.com',
  'addons.kubernetes.vmware.com',
  'run.tanzu.vmware.com',
  'vmoperator.vmware.com',
];

/** Puts each Cluster into a unit, with what belongs to it; the other documents of a file into one or two. */
export function unitsOf(documents: SourceDocument[]): UnitOfDocuments[] {
  const inventory = new Inventory(documents.map(({ manifest }) => ({ manifest: manifest as Manifest })));
  const byManifest = new Map(documents.map((document) => [document.manifest, document]));
  const clusters = documents.filter(({ manifest }) => isClusterDocument(manifest));
  const byName = new Map(clusters.map((cluster) => [keyOfDocument(cluster.manifest), cluster]));
  const ofFile = new Map<string, SourceDocument[]>();
  clusters.forEach((cluster) => ofFile.set(cluster.file, [...(ofFile.get(cluster.file) ?? []), cluster]));
  const units = new Map<SourceDocument | string, UnitOfDocuments>();
  for (const cluster of clusters) {
    units.set(cluster, { cluster, file: cluster.file, isOnSupervisor: true, documents: [cluster] });
  }
  for (const document of documents.filter((each) => !units.has(each))) {
    const cluster = clusterOfDocument(document, { inventory, byManifest, byName, ofFile });
    const isOnSupervisor = isOfSupervisor(document.manifest);
    const key = cluster ?? `${document.file}\n${isOnSupervisor}`;
    const unit = units.get(key) ?? { file: document.file, isOnSupervisor, documents: [] };
    unit.documents.push(document);
    units.set(key, unit);
  }
  return [...units.values()];
}

interface KnownClusters {
  readonly inventory: Inventory;
  readonly byManifest: Map<Tree, SourceDocument>;
  readonly byName: Map<string, SourceDocument>;
  readonly ofFile: Map<string, SourceDocument[]>;
}

/** The Cluster that a document of the Supervisor belongs to: by its names, else the only one in its file. */
function clusterOfDocument(
  { manifest, file }: SourceDocument,
  { inventory, byManifest, byName, ofFile }: KnownClusters,
): SourceDocument | undefined {
  if (!isOfSupervisor(manifest)) {
    return undefined;
  }
  const object = manifest as Manifest;
  const isOfAntrea = object.kind === 'AntreaConfig' || isAntreaAddon(object);
  const bound = isOfAntrea ? clusterOf(object, inventory) : undefined;
  const { namespace } = object.metadata;
  const named = clusterNamesIn(object).map((name) => byName.get(JSON.stringify([namespace, name])));
  const inFile = (ofFile.get(file) ?? []).filter((cluster) => cluster.manifest.metadata.namespace === namespace);
  return (
    (bound && byManifest.get(bound)) ??
    named.find((cluster) => cluster !== undefined) ??
    (inFile.length === 1 ? inFile[0] : undefined)
  );
}

const LABEL_OF_CLUSTER = 'cluster.x-k8s.io/cluster-name';

function clusterNamesIn({ kind, metadata, spec }: Manifest): string[] {
  const labels: unknown = metadata.labels;
  const names: unknown[] = [
    isTree(labels) ? labels[LABEL_OF_CLUSTER] : undefined,
    isTree(spec) ? spec.clusterName : undefined,
    ...(isTree(spec) && Array.isArray(spec.clusters)
      ? spec.clusters.map((one: any) => one?.name ?? one?.selector?.matchLabels?.[LABEL_OF_CLUSTER])
      : []),
    kind === 'ClusterBootstrap' ? metadata.name : undefined,
  ];
  return names.filter((name) => typeof name === 'string');
}

function isClusterDocument({ apiVersion, kind }: Tree): boolean {
  return kind === 'Cluster' && groupOfDocument(apiVersion) === 'cluster.x-k8s.io';
}

function isOfSupervisor({ apiVersion }: Tree): boolean {
  return GROUPS_OF_SUPERVISOR.includes(groupOfDocument(apiVersion));
}

function groupOfDocument(apiVersion: unknown): string {
  const text = textOf(apiVersion);
  return text.includes('/') ? text.split('/')[0] : '';
}

function keyOfDocument({ metadata }: Tree): string {
  return JSON.stringify([metadata.namespace, metadata.name]);
}
