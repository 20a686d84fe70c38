import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { warn } from '../messages/_construct-notes';
import { quote } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';
import { podSecurityDefault } from '../platform/_release-lookup';
import { ICluster } from '../platform/cluster';
import { MulticastSupport, TrafficEncapMode } from '../platform/enums';
import { ReleaseCapabilities } from '../platform/release-capabilities';

/** Warns of what the release of the cluster asks for beside the manifests. */
export function releaseWarnings(chart: Chart & { readonly cluster: ICluster }): void {
  const subject = `Cluster ${quote(chart.cluster.clusterName)}`;
  warn(chart, NOTICES.POLICY_BINDING, subject, () => policyBinding(chart));
  warn(chart, NOTICES.MODE_OF_REFERENCE, subject, () => modeOfReference(chart.cluster));
}

/** Before Pod Security admission, Pods of a Deployment, DaemonSet or Job need a binding of their ServiceAccount. */
function policyBinding({ cluster, namespace }: Chart & { readonly cluster: ICluster }): string | undefined {
  const { needsBinding, source } = podSecurityDefault(cluster.release);
  return needsBinding
    ? `release ${quote(cluster.release)} has PodSecurityPolicies (${source}), so Pods start only where their ServiceAccounts are bound to one: 'kubectl create rolebinding psp -n ${namespace} --clusterrole=psp:vmware-system-restricted --group=system:serviceaccounts:${namespace}', and psp:vmware-system-privileged for the Namespace of hostNetwork Pods.`
    : undefined;
}

/** A TanzuCluster is judged where its Antrea is configured; of a reference nobody knows the mode. */
function modeOfReference(cluster: ICluster): string | undefined {
  if (Construct.isConstruct(cluster)) {
    return undefined;
  }
  const { antreaVersion, encapDoesNotCarry } = encapOf(cluster);
  return encapDoesNotCarry
    ? `Antrea ${antreaVersion} carries multicast only in noEncap mode, and encap is the default: see trafficEncapMode in antrea-config.`
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
    // A release without a row is said where its Antrea is needed.
    return { encapDoesNotCarry: false };
  }
}
