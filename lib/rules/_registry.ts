import { Rule } from './_rule';
import { ADDON_WRONG_NAME } from './catalogue/addon-wrong-name';
import { AMBIGUOUS_IMAGE } from './catalogue/ambiguous-image';
import { BOUNDS_OF_AUTOSCALER } from './catalogue/autoscaler-bounds';
import { BOOTSTRAP_OF_OTHER } from './catalogue/bootstrap-of-other';
import { BUG_NOTES } from './catalogue/bug-notes';
import { CLASS_OF_RELEASE } from './catalogue/class-of-release';
import { CLUSTER_NAME } from './catalogue/cluster-name';
import { CLUSTER_WITHOUT_CONFIG } from './catalogue/cluster-without-config';
import { CONFIG_AFTER_CLUSTER } from './catalogue/config-after-cluster';
import { CONFIG_OF_OTHER_KIND } from './catalogue/config-of-other-kind';
import { CONFIG_WITHOUT_CLUSTER } from './catalogue/config-without-cluster';
import { CONFIG_WRONG_NAME } from './catalogue/config-wrong-name';
import { CONFIG_WRONG_NAMESPACE } from './catalogue/config-wrong-namespace';
import { CONFIGMAP_OF_ANTREA } from './catalogue/configmap-of-antrea';
import { CONTROL_PLANE_SIZE } from './catalogue/control-plane-size';
import { CRASH_BUG } from './catalogue/crash-bug';
import { DUPLICATE_ITEM } from './catalogue/duplicate-item';
import { DUPLICATE_OBJECT } from './catalogue/duplicate-object';
import { EMPTY_ACKNOWLEDGEMENT } from './catalogue/empty-acknowledgement';
import { ENABLE_MISSING } from './catalogue/enable-missing';
import { ENCRYPTED_MULTICAST } from './catalogue/encrypted-multicast';
import { ENDPOINT_SLICE_WITHOUT_PROXY } from './catalogue/endpoint-slice-without-proxy';
import { GATES_MISSING } from './catalogue/gates-missing';
import { GROUPS_NOT_SHOWN } from './catalogue/groups-not-shown';
import { HOST_BITS } from './catalogue/host-bits';
import { HOST_NETWORK_BETWEEN_NODES } from './catalogue/host-network-between-nodes';
import { HOST_NETWORK_DNS } from './catalogue/host-network-dns';
import { HOST_NETWORK_STREAM } from './catalogue/host-network-stream';
import { IGMP_OF_ONE_VERSION } from './catalogue/igmp-of-one-version';
import { INGRESS_OF_MULTICAST } from './catalogue/ingress-of-multicast';
import { INVALID_KEY } from './catalogue/invalid-key';
import { INVALID_VALUE } from './catalogue/invalid-value';
import { IPV6_GROUP } from './catalogue/ipv6-group';
import { IPV6_ONLY } from './catalogue/ipv6-only';
import { KERNEL_WITHOUT_MULTICAST } from './catalogue/kernel-without-multicast';
import { LINK_LOCAL_GROUP } from './catalogue/link-local-group';
import { LOCKED_GATE } from './catalogue/locked-gate';
import { MALFORMED_RANGE } from './catalogue/malformed-range';
import { MEMBERSHIPS_OF_POD } from './catalogue/memberships-of-pod';
import { MISSING_FIELD } from './catalogue/missing-field';
import { MISSING_VARIABLE } from './catalogue/missing-variable';
import { MODE_WITHOUT_MULTICAST } from './catalogue/mode-without-multicast';
import { MULTICAST_WITHOUT_POLICY } from './catalogue/multicast-without-policy';
import { VALID_NETWORK_NAME } from './catalogue/network-name';
import { NO_SNAT_IN_TUNNELS } from './catalogue/no-snat-in-tunnels';
import { NODE_POOL_NAMES } from './catalogue/node-pool-names';
import { OPTION_OF_LATER_VSPHERE } from './catalogue/option-of-later-vsphere';
import { OPTION_WITHOUT_EFFECT } from './catalogue/option-without-effect';
import { OTHER_CNI } from './catalogue/other-cni';
import { OVERLAPPING_RANGES } from './catalogue/overlapping-ranges';
import { PLAIN_TEXT_KEY } from './catalogue/plain-text-key';
import { POD_OF_UNKNOWN_RELEASE } from './catalogue/pod-of-unknown-release';
import { POD_RANGE_MISSING } from './catalogue/pod-range-missing';
import { POD_RANGE_TOO_SMALL } from './catalogue/pod-range-too-small';
import { POD_SECURITY } from './catalogue/pod-security';
import { POLICY_OF_OTHER_VERSION } from './catalogue/policy-of-other-version';
import { POLICY_THAT_IS_REFUSED } from './catalogue/policy-that-is-refused';
import { POLICY_WITHOUT_EFFECT } from './catalogue/policy-without-effect';
import { POLICY_WITHOUT_GATE } from './catalogue/policy-without-gate';
import { PROGRAM_WITHOUT_MULTICAST } from './catalogue/program-without-multicast';
import { PUBLIC_RANGE } from './catalogue/public-range';
import { QUERY_SETTINGS } from './catalogue/query-settings';
import { RANGES_OF_NETWORK } from './catalogue/ranges-of-network';
import { RAW_SOCKETS } from './catalogue/raw-sockets';
import { REFUSED_GATE } from './catalogue/refused-gate';
import { RELEASE_MISSING } from './catalogue/release-missing';
import { RESERVED_GROUP } from './catalogue/reserved-group';
import { SECOND_CONFIG } from './catalogue/second-config';
import { SECRET_ELSEWHERE } from './catalogue/secret-elsewhere';
import { SERVICE_RANGE } from './catalogue/service-range';
import { SETTING_OF_LATER_ANTREA } from './catalogue/setting-of-later-antrea';
import { SOURCE_AT_NODE } from './catalogue/source-at-node';
import { STREAM_OF_TWO_CLUSTERS } from './catalogue/stream-of-two-clusters';
import { STREAM_WITHOUT_INTERFACE } from './catalogue/stream-without-interface';
import { SWAPPED_ROLE } from './catalogue/swapped-role';
import { TANZU_KUBERNETES_CLUSTER } from './catalogue/tanzu-kubernetes-cluster';
import { TEMPLATE_ANNOTATION } from './catalogue/template-annotation';
import { TIMEOUT_WITHOUT_UNIT } from './catalogue/timeout-without-unit';
import { TOO_MANY_GROUPS } from './catalogue/too-many-groups';
import { TOO_MANY_INTERFACES } from './catalogue/too-many-interfaces';
import { TTL_ONE } from './catalogue/ttl-one';
import { UNCERTAIN_VARIABLE } from './catalogue/uncertain-variable';
import { UNKNOWN_CLASS } from './catalogue/unknown-class';
import { UNKNOWN_FIELD } from './catalogue/unknown-field';
import { UNKNOWN_GATE } from './catalogue/unknown-gate';
import { UNKNOWN_RELEASE } from './catalogue/unknown-release';
import { UNKNOWN_VARIABLE } from './catalogue/unknown-variable';
import { UNKNOWN_VERSION } from './catalogue/unknown-version';
import { UNREACHED_RECEIVER } from './catalogue/unreached-receiver';
import { VARIABLE_TWICE } from './catalogue/variable-twice';
import { VARIABLE_VALUE } from './catalogue/variable-value';
import { WORKER_CLASS } from './catalogue/worker-class';

/** All rules, in the order of their ids. An id is never reused for another rule. */
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
  UNREACHED_RECEIVER,
  HOST_NETWORK_BETWEEN_NODES,
  RAW_SOCKETS,
  BUG_NOTES,
  QUERY_SETTINGS,
  POLICY_WITHOUT_EFFECT,
  INGRESS_OF_MULTICAST,
  IGMP_OF_ONE_VERSION,
  SOURCE_AT_NODE,
  CLASS_OF_RELEASE,
  TANZU_KUBERNETES_CLUSTER,
  ADDON_WRONG_NAME,
  UNCERTAIN_VARIABLE,
  POD_RANGE_MISSING,
  TOO_MANY_INTERFACES,
  UNKNOWN_FIELD,
  INVALID_VALUE,
  MISSING_FIELD,
  DUPLICATE_ITEM,
  UNKNOWN_VERSION,
  UNKNOWN_VARIABLE,
  VARIABLE_VALUE,
  MISSING_VARIABLE,
  VARIABLE_TWICE,
  WORKER_CLASS,
  CONTROL_PLANE_SIZE,
  UNKNOWN_CLASS,
  OTHER_CNI,
  BOOTSTRAP_OF_OTHER,
  IPV6_GROUP,
  PROGRAM_WITHOUT_MULTICAST,
  STREAM_WITHOUT_INTERFACE,
  MEMBERSHIPS_OF_POD,
  POD_RANGE_TOO_SMALL,
  BOUNDS_OF_AUTOSCALER,
  OPTION_OF_LATER_VSPHERE,
  SECRET_ELSEWHERE,
  RELEASE_MISSING,
  TIMEOUT_WITHOUT_UNIT,
  RANGES_OF_NETWORK,
  STREAM_OF_TWO_CLUSTERS,
  VALID_NETWORK_NAME,
];
