import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { warn } from '../messages/_construct-notes';
import { quote } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';
import { podSecurityDefault } from '../platform/_release-lookup';
import { ICluster } from '../platform/cluster';
import { MulticastSupport, TrafficEncapMode } from '../platform/enums';
import { ReleaseCapabilities } from '../platform/release-capabilities';

/** Warns if the release of the cluster needs more than the manifests. */
export function releaseWarnings(chart: Chart & { readonly cluster: ICluster }): void {
  const subject = `Cluster ${quote(chart.cluster.clusterName)}`;
  warn(chart, NOTICES.POLICY_BINDING, subject, () => policyBinding(chart));
  warn(chart, NOTICES.MODE_OF_REFERENCE, subject, () => modeOfReference(chart.cluster));
}

/** Without Pod Security admission, Pods of a Deployment, DaemonSet or Job need a binding of their ServiceAccount. */
function policyBinding({ cluster, namespace }: Chart & { readonly cluster: ICluster }): string | undefined {
  const { needsBinding, source } = podSecurityDefault(cluster.release);
  return needsBinding
    ? `release ${quote(cluster.release)} has PodSecurityPolicies (${source}), so Pods start only if their ServiceAccounts are bound to one: run 'kubectl create rolebinding psp -n ${namespace} --clusterrole=psp:vmware-system-restricted --group=system:serviceaccounts:${namespace}', and bind psp:vmware-system-privileged in the Namespace of hostNetwork Pods.`
    : undefined;
}

/** Only for a ClusterReference, whose mode is unknown. A TanzuCluster is checked with the object that configures Antrea. */
function modeOfReference(cluster: ICluster): string | undefined {
  if (Construct.isConstruct(cluster)) {
    return undefined;
  }
  const { antreaVersion, encapDoesNotCarry } = encapOf(cluster);
  return encapDoesNotCarry
    ? `Antrea ${antreaVersion} supports multicast only in noEncap mode, but encap is the default: check that trafficEncapMode is noEncap in the object that configures Antrea.`
    : undefined;
}

function encapOf(cluster: ICluster): { antreaVersion?: string; encapDoesNotCarry: boolean } {
  try {
    const release = ReleaseCapabilities.of(cluster);
    return {
      antreaVersion: release.antreaVersion,
      encapDoesNotCarry: release.multicastSupport(TrafficEncapMode.ENCAP) === MulticastSupport.NO,
    };
  } catch {
    // An unknown release is reported by the code that needs its Antrea version.
    return { encapDoesNotCarry: false };
  }
}
