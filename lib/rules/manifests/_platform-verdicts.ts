import { isTree, valueAt } from '../../checks/_trees';
import { Verdict } from '../../messages/_verdict';
import { MulticastSettings } from '../../platform/_antrea-verdicts';
import { knownClusterClass } from '../../platform/_cluster-classes';
import { gateVerdicts, gatesVerdict } from '../../platform/_gate-verdicts';
import { IMAGE_ANNOTATION, NodeImage, readImageAnnotation } from '../../platform/_node-verdicts';
import { rangeVerdicts } from '../../platform/_range-verdicts';
import { IMAGE_SELECTION } from '../../platform/tables/_os-images';
import { NOT_APPLICABLE } from '../_rule';
import { antreaObjectOf, capabilitiesOf, settingsOf } from './_antrea';
import { clusterLists } from './_clusters';
import { Inventory, Manifest, listAt, mapAt, textOf } from './_inventory';

/** The verdicts of one id on the feature gates of an object. */
export function gateReports(object: Manifest, inventory: Inventory, id: string): Verdict[] | typeof NOT_APPLICABLE {
  const settings = settingsOf(object) ?? {};
  const malformed = gatesVerdict(settings.featureGates);
  if (malformed) {
    return id === malformed.id ? [malformed] : NOT_APPLICABLE;
  }
  const gates = Object.entries(isTree(settings.featureGates) ? settings.featureGates : {});
  if (gates.length === 0) {
    return NOT_APPLICABLE;
  }
  const facts = {
    object: antreaObjectOf(object),
    antreaVersion: capabilitiesOf(object, inventory)?.antreaVersion,
    vsphere: inventory.vsphereOf(object),
  };
  return gates.flatMap(([name, value]) => gateVerdicts(name, value, facts)).filter((verdict) => verdict.id === id);
}

/** The multicast settings of an object. */
export function multicastSettingsOf(manifest: Manifest): MulticastSettings {
  const settings = settingsOf(manifest) ?? {};
  return {
    enable: valueAt(settings, 'multicast.enable'),
    igmpQueryInterval: valueAt(settings, 'multicast.igmpQueryInterval'),
    igmpQueryVersions: valueAt(settings, 'multicast.igmpQueryVersions'),
  };
}

/** The name of the ClusterClass of a Cluster; empty if it has none. */
export function classNameOf(cluster: Manifest): string {
  const { class: name, classRef } = mapAt(cluster, 'spec.topology');
  return textOf(name ?? (isTree(classRef) ? classRef.name : undefined) ?? '');
}

/** The Node images that a Cluster requests; that of the control plane is the first. */
export function nodeImagesOf(cluster: Manifest): NodeImage[] {
  const topology = mapAt(cluster, 'spec.topology');
  const className = classNameOf(cluster);
  return [topology.controlPlane, ...listAt(topology, 'workers.machineDeployments')].map((nodes) => {
    const text = isTree(nodes) ? mapAt(nodes, 'metadata.annotations')[IMAGE_ANNOTATION] : undefined;
    if (typeof text === 'string') {
      return readImageAnnotation(text);
    }
    // The table has the default of the ClusterClasses of a Supervisor; the default of any other class is not known.
    return { name: knownClusterClass(className) ? IMAGE_SELECTION.defaultSystem.os : '' };
  });
}

/** The verdicts of one id on the ranges of a Cluster. */
export function rangeReports(cluster: Manifest, inventory: Inventory, id: string): Verdict[] | typeof NOT_APPLICABLE {
  const { pods, services } = clusterLists(cluster);
  return pods.length + services.length === 0
    ? NOT_APPLICABLE
    : rangeVerdicts({ pods, services, release: inventory.asCluster('', cluster)?.release }).filter(
        (verdict) => verdict.id === id,
      );
}
