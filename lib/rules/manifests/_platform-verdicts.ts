import { Path } from '../../checks/_paths';
import { isTree, valueAt } from '../../checks/_trees';
import { Verdict } from '../../messages/_verdict';
import { MulticastSettings } from '../../platform/_antrea-verdicts';
import { knownClusterClass } from '../../platform/_cluster-classes';
import { gateVerdicts, gatesVerdict } from '../../platform/_gate-verdicts';
import { IMAGE_ANNOTATION, NodeImage, defaultImage, readImageAnnotation } from '../../platform/_node-verdicts';
import { NOT_APPLICABLE, Report } from '../_rule';
import { antreaObjectOf, capabilitiesOf, settingsOf } from './_antrea';
import { Inventory, Manifest, listAt, mapAt, textOf } from './_inventory';
import { oncePerObject } from './_lookups';
import { gatePlace, reportedAt, settingPlace } from './_places';

/** The verdicts of one id on the feature gates of an object. */
export function gateReports(object: Manifest, inventory: Inventory, id: string): Report[] | typeof NOT_APPLICABLE {
  const settings = settingsOf(object) ?? {};
  const malformed = gatesVerdict(settings.featureGates);
  if (malformed) {
    return id === malformed.id ? reportedAt(malformed, settingPlace(object, 'featureGates')) : NOT_APPLICABLE;
  }
  const gates = Object.entries(isTree(settings.featureGates) ? settings.featureGates : {});
  if (gates.length === 0) {
    return NOT_APPLICABLE;
  }
  const verdicts = onGates(inventory, object, () => {
    const facts = {
      object: antreaObjectOf(object),
      antreaVersion: capabilitiesOf(object, inventory)?.antreaVersion,
      vsphere: inventory.vsphereOf(object),
    };
    return gates.flatMap(([name, value]) =>
      gateVerdicts(name, value, facts).map((verdict) => ({ verdict, at: gatePlace(object, name) })),
    );
  });
  return verdicts.filter(({ verdict }) => verdict.id === id).flatMap(({ verdict, at }) => reportedAt(verdict, at));
}

const onGates = oncePerObject<{ readonly verdict: Verdict; readonly at: Path }[]>();

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
  return [topology.controlPlane, ...listAt(topology, 'workers.machineDeployments')].map((nodes, i) => {
    const place = i === 0 ? ['controlPlane'] : ['workers', 'machineDeployments', i - 1];
    const at = ['spec', 'topology', ...place, 'metadata', 'annotations', IMAGE_ANNOTATION];
    const text = isTree(nodes) ? mapAt(nodes, 'metadata.annotations')[IMAGE_ANNOTATION] : undefined;
    if (typeof text === 'string') {
      return { ...readImageAnnotation(text), at };
    }
    return { ...defaultImage(knownClusterClass(className) !== undefined), at };
  });
}
