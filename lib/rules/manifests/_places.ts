import { Path, pathOf } from '../../checks/_paths';
import { valueAt } from '../../checks/_trees';
import { ANTREA_SETTINGS_PATH } from '../../platform/_antrea-package';
import { Report } from '../_rule';
import { antreaObjectOf } from './_antrea';
import { Manifest, listAt } from './_inventory';

/** The report with its place: the path, followed by the place that it has already, such as a member. None if it is undefined. */
export function reportedAt(report: Report | undefined, path: Path): Report[] {
  if (report === undefined) {
    return [];
  }
  const parts = typeof report === 'string' ? { message: report } : report;
  return [{ ...parts, at: [...path, ...(parts.at ?? [])] }];
}

/** The place of the settings of Antrea in an object that configures it. */
export function settingsPlace(config: Manifest): Path {
  return pathOf(ANTREA_SETTINGS_PATH[antreaObjectOf(config)]);
}

/** The place of a setting of Antrea, such as `multicast.enable`. */
export function settingPlace(config: Manifest, setting: string): Path {
  return [...settingsPlace(config), ...pathOf(setting)];
}

/** The place of a feature gate of any name. */
export function gatePlace(config: Manifest, gate: string): Path {
  return [...settingPlace(config, 'featureGates'), gate];
}

/** The place of multicastInterfaces, which can be in the path of any version of Antrea. */
export function interfacesPlace(config: Manifest): Path {
  const [old, later] = ['multicastInterfaces', 'multicast.multicastInterfaces'].map((name) =>
    settingPlace(config, name),
  );
  return firstPlace(config, old.join('.'), later.join('.'));
}

/** The place of the value of a variable of a Cluster; that of its variables if it has no such variable. */
export function variablePlace(cluster: Manifest, name: string): Path {
  const variables = pathOf('spec.topology.variables');
  const index = listAt(cluster, 'spec.topology.variables').findIndex((variable) => variable?.name === name);
  return index < 0 ? variables : [...variables, index, 'value'];
}

/** The place of the name of the ClusterClass of a Cluster. */
export function classPlace(cluster: Manifest): Path {
  return firstPlace(cluster, 'spec.topology.class', 'spec.topology.classRef.name');
}

/** The first of the paths at which the object has a value; the last one if it has none. */
export function firstPlace(object: Manifest, ...paths: string[]): Path {
  const isThere = (path: string) => ![undefined, null].includes(valueAt(object, path) as undefined);
  return pathOf(paths.find(isThere) ?? paths[paths.length - 1]);
}
