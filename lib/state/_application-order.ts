import { ApiObject, Chart } from 'cdk8s';
import { isTree, Tree, valueAt } from '../checks/_trees';
import { antreaObjectName } from '../platform/_cluster-name';
import { AntreaObject } from '../platform/enums';
import { Dependencies } from './_order-graph';
import { rendered } from './_rendered-objects';
import { requireWrittenOrder, writtenOrderWith } from './_written-order';

const CLUSTER_BOOTSTRAP = 'ClusterBootstrap';

/** The objects of a chart in an order in which `kubectl` can apply them one by one. */
export function applicationOrder(chart: Chart): ApiObject[] {
  const objects = requireWrittenOrder(chart);
  // Against the dependencies of the user, there may be no such order.
  return writtenOrderWith(chart, needsOf(objects)) ?? objects;
}

/** For each object, those of the list without which an API server refuses it. */
export function needsOf(objects: readonly ApiObject[]): Dependencies {
  const found = objects.map((object): [ApiObject, Tree] => [object, rendered(object)]);
  const providers = new Map<string, ApiObject>();
  for (const [object, manifest] of found) {
    providedBy(manifest).forEach((key) => providers.set(key, object));
  }
  const needs = new Map<ApiObject, ApiObject[]>();
  for (const [object, manifest] of found) {
    const needed = neededBy(manifest).flatMap((key) => providers.get(key) ?? []);
    if (needed.some((one) => one !== object)) {
      needs.set(
        object,
        needed.filter((one) => one !== object),
      );
    }
  }
  return needs;
}

function providedBy(manifest: Tree): string[] {
  const { kind } = manifest;
  const name = valueAt(manifest, 'metadata.name');
  switch (kind) {
    case 'Namespace':
    case 'PriorityClass':
      return [key(kind, name)];
    case 'CustomResourceDefinition':
      return [key(kind, valueAt(manifest, 'spec.group'), valueAt(manifest, 'spec.names.kind'))];
    case 'ServiceAccount':
    case AntreaObject.ANTREA_CONFIG:
    case AntreaObject.ADDON_CONFIG:
    case CLUSTER_BOOTSTRAP:
      return [key(kind, namespaceIn(manifest), name)];
    default:
      return [];
  }
}

function neededBy(manifest: Tree): string[] {
  const { kind, apiVersion } = manifest;
  const namespace = namespaceIn(manifest);
  const group = String(apiVersion).split('/')[0];
  return [
    key('Namespace', namespace),
    key('CustomResourceDefinition', group, kind),
    ...(kind === 'Pod' ? neededByPod(manifest.spec, namespace) : []),
    ...(kind === CLUSTER_BOOTSTRAP ? neededByBootstrap(manifest, namespace) : []),
    ...(kind === 'Cluster' ? neededByCluster(valueAt(manifest, 'metadata.name'), namespace) : []),
  ];
}

function neededByPod(spec: unknown, namespace: unknown): string[] {
  const { serviceAccountName, priorityClassName } = isTree(spec) ? spec : ({} as Tree);
  return [key('ServiceAccount', namespace, serviceAccountName), key('PriorityClass', priorityClassName)];
}

/** The Supervisor installs Antrea with the settings that it finds when it creates the cluster. */
function neededByCluster(name: unknown, namespace: unknown): string[] {
  return [
    ...Object.values(AntreaObject).map((kind) => key(kind, namespace, antreaObjectName(kind, String(name)))),
    key(CLUSTER_BOOTSTRAP, namespace, name),
  ];
}

/** The AntreaConfig that a ClusterBootstrap refers to can have any name. */
function neededByBootstrap(manifest: Tree, namespace: unknown): string[] {
  const ref = valueAt(manifest, 'spec.cni.valuesFrom.providerRef');
  return isTree(ref) ? [key(ref.kind, namespace, ref.name)] : [];
}

function namespaceIn(manifest: Tree): unknown {
  return valueAt(manifest, 'metadata.namespace');
}

function key(...parts: unknown[]): string {
  return JSON.stringify(parts);
}
