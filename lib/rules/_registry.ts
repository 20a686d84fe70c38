import { Rule } from './_rule';
import { AMBIGUOUS_IMAGE } from './ambiguous-image';
import { CLUSTER_NAME } from './cluster-name';
import { CLUSTER_WITHOUT_CONFIG } from './cluster-without-config';
import { CONFIG_AFTER_CLUSTER } from './config-after-cluster';
import { CONFIG_OF_OTHER_KIND } from './config-of-other-kind';
import { CONFIG_WITHOUT_CLUSTER } from './config-without-cluster';
import { CONFIG_WRONG_NAME } from './config-wrong-name';
import { CONFIG_WRONG_NAMESPACE } from './config-wrong-namespace';
import { CONFIGMAP_OF_ANTREA } from './configmap-of-antrea';
import { CRASH_BUG } from './crash-bug';
import { DUPLICATE_OBJECT } from './duplicate-object';
import { EMPTY_ACKNOWLEDGEMENT } from './empty-acknowledgement';
import { ENABLE_MISSING } from './enable-missing';
import { ENCRYPTED_MULTICAST } from './encrypted-multicast';
import { ENDPOINT_SLICE_WITHOUT_PROXY } from './endpoint-slice-without-proxy';
import { GATES_MISSING } from './gates-missing';
import { GROUPS_NOT_SHOWN } from './groups-not-shown';
import { HOST_BITS } from './host-bits';
import { HOST_NETWORK_DNS } from './host-network-dns';
import { HOST_NETWORK_STREAM } from './host-network-stream';
import { INVALID_KEY } from './invalid-key';
import { IPV6_ONLY } from './ipv6-only';
import { KERNEL_WITHOUT_MULTICAST } from './kernel-without-multicast';
import { LINK_LOCAL_GROUP } from './link-local-group';
import { LOCKED_GATE } from './locked-gate';
import { MALFORMED_RANGE } from './malformed-range';
import { MODE_WITHOUT_MULTICAST } from './mode-without-multicast';
import { MULTICAST_WITHOUT_POLICY } from './multicast-without-policy';
import { NO_SNAT_IN_TUNNELS } from './no-snat-in-tunnels';
import { NODE_POOL_NAMES } from './node-pool-names';
import { OPTION_WITHOUT_EFFECT } from './option-without-effect';
import { OVERLAPPING_RANGES } from './overlapping-ranges';
import { PLAIN_TEXT_KEY } from './plain-text-key';
import { POD_OF_UNKNOWN_RELEASE } from './pod-of-unknown-release';
import { POD_SECURITY } from './pod-security';
import { POLICY_OF_OTHER_VERSION } from './policy-of-other-version';
import { POLICY_THAT_IS_REFUSED } from './policy-that-is-refused';
import { POLICY_WITHOUT_GATE } from './policy-without-gate';
import { PUBLIC_RANGE } from './public-range';
import { REFUSED_GATE } from './refused-gate';
import { RESERVED_GROUP } from './reserved-group';
import { SECOND_CONFIG } from './second-config';
import { SERVICE_RANGE } from './service-range';
import { SETTING_OF_LATER_ANTREA } from './setting-of-later-antrea';
import { SWAPPED_ROLE } from './swapped-role';
import { TEMPLATE_ANNOTATION } from './template-annotation';
import { TOO_MANY_GROUPS } from './too-many-groups';
import { TTL_ONE } from './ttl-one';
import { UNKNOWN_GATE } from './unknown-gate';
import { UNKNOWN_RELEASE } from './unknown-release';

/** Every rule, in the order of the ids. An id is never given to another rule. */
export const RULES: Rule[] = [
  ENDPOINT_SLICE_WITHOUT_PROXY,
  NO_SNAT_IN_TUNNELS,
  UNKNOWN_GATE,
  LOCKED_GATE,
  REFUSED_GATE,
  MODE_WITHOUT_MULTICAST,
  KERNEL_WITHOUT_MULTICAST,
  IPV6_ONLY,
  CRASH_BUG,
  MULTICAST_WITHOUT_POLICY,
  GROUPS_NOT_SHOWN,
  OPTION_WITHOUT_EFFECT,
  GATES_MISSING,
  ENCRYPTED_MULTICAST,
  CONFIGMAP_OF_ANTREA,
  DUPLICATE_OBJECT,
  CONFIG_WITHOUT_CLUSTER,
  CONFIG_WRONG_NAME,
  CONFIG_WRONG_NAMESPACE,
  CLUSTER_WITHOUT_CONFIG,
  SECOND_CONFIG,
  CONFIG_AFTER_CLUSTER,
  TEMPLATE_ANNOTATION,
  OVERLAPPING_RANGES,
  PUBLIC_RANGE,
  HOST_BITS,
  LINK_LOCAL_GROUP,
  RESERVED_GROUP,
  TOO_MANY_GROUPS,
  TTL_ONE,
  SWAPPED_ROLE,
  POD_SECURITY,
  HOST_NETWORK_DNS,
  PLAIN_TEXT_KEY,
  INVALID_KEY,
  EMPTY_ACKNOWLEDGEMENT,
  UNKNOWN_RELEASE,
  POD_OF_UNKNOWN_RELEASE,
  POLICY_THAT_IS_REFUSED,
  POLICY_WITHOUT_GATE,
  POLICY_OF_OTHER_VERSION,
  HOST_NETWORK_STREAM,
  AMBIGUOUS_IMAGE,
  MALFORMED_RANGE,
  SERVICE_RANGE,
  CLUSTER_NAME,
  NODE_POOL_NAMES,
  ENABLE_MISSING,
  SETTING_OF_LATER_ANTREA,
  CONFIG_OF_OTHER_KIND,
];
