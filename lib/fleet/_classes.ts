import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { ClusterEncryption } from '../supervisor/cluster/cluster-encryption';
import { ClusterVariable } from '../supervisor/cluster/cluster-variable';
import { OsImage } from '../supervisor/cluster/os-image';
import { SensitiveText } from '../supervisor/cluster/sensitive-text';
import { TrustedCa } from '../supervisor/cluster/trusted-ca';
import { VmNetwork } from '../supervisor/vm/vm-network';
import { VmRole } from '../supervisor/vm/vm-role';
import { OtherMulticast } from '../workload/policies/policy-options';

type Method = (...given: unknown[]) => unknown;

/** The classes of this library that a value of an inventory stands for. A test compares them with the schema. */
const OWN: { readonly [name: string]: object } = {
  ClusterEncryption,
  ClusterVariable,
  OsImage,
  OtherMulticast,
  SensitiveText,
  TrustedCa,
  VmNetwork,
  VmRole,
};

const PACKAGES: { readonly [name: string]: { readonly [name: string]: unknown } } = {
  'cdk8s-antrea-multicast': OWN,
  'cdk8s-plus-25': kplus as never,
  cdk8s: { Duration, Size },
};

/** Returns the static method of a class, such as `cdk8s.Size` and `mebibytes`. */
export function methodOf(className: string, method: string): Method {
  const [name, inPackage] = className.split('.');
  const found = PACKAGES[name][inPackage] as { readonly [method: string]: Method };
  return (...given) => found[method](...given);
}
