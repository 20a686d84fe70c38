import { Tree, mergeInto, treeOf, valueAt } from '../checks/_trees';
import { fieldsOf } from '../platform/_antrea-package';
import { AntreaPackageConfig } from '../platform/tables/_antrea-packages';

/** The values that the controller takes from the Cluster. */
export interface ClusterValues {
  readonly infraProvider: string;
  readonly serviceCIDR?: string;
  readonly serviceCIDRv6?: string;
}

/**
 * Returns the values that the controller writes for a stored `spec.antrea.config` (vmware-tanzu/tanzu-framework v0.29.0,
 * addons/controllers/antrea/antreaconfig_util.go). It leaves out values that are false, 0 or empty.
 */
export function valuesOf(stored: Tree, antrea: AntreaPackageConfig, cluster: ClusterValues): Tree {
  const { fields, gates } = fieldsOf(antrea);
  const config: Tree = {};
  for (const { path, isIgnored, isAlwaysWritten } of fields) {
    const value = isIgnored ? undefined : (valueAt(stored, path) ?? (isAlwaysWritten ? false : undefined));
    if (isAlwaysWritten || !isZero(value)) {
      mergeInto(config, treeOf(path, value));
    }
    if (path === 'serviceCIDR') {
      const { serviceCIDR, serviceCIDRv6 } = cluster;
      Object.assign(config, serviceCIDR ? { serviceCIDR } : {}, serviceCIDRv6 ? { serviceCIDRv6 } : {});
    }
  }
  const featureGates = gates.map(({ name }): [string, boolean] => [name, stored.featureGates?.[name] ?? false]);
  if (antrea.writesFalseGates || featureGates.some(([, isOn]) => isOn)) {
    config.featureGates = Object.fromEntries(featureGates);
  }
  return { infraProvider: cluster.infraProvider, antrea: { config } };
}

function isZero(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0);
}
