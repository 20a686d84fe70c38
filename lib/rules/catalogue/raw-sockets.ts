import { FindingLevel } from '../../messages/finding';
import { rawSocketVerdict } from '../../platform/_known-bugs';
import { antreaConfig, cluster, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { capabilitiesOfCluster, isMulticastOnIn, isMulticastShownOff } from '../manifests/_antrea';
import { Inventory, Manifest } from '../manifests/_inventory';
import { clusterObjectOf } from '../manifests/_lookups';
import { reportedAt } from '../manifests/_places';
import { containerWithRawSockets } from '../manifests/_pod-security';
import { POD_KINDS, podSpecOf, podSpecPlace } from '../manifests/_pods';
import { streamUsesOf } from '../manifests/streams/_uses';

export const RAW_SOCKETS: Rule = {
  id: 'TAM073',
  level: FindingLevel.WARNING,
  title: 'Pods drop the capability NET_RAW if multicast is on',
  why: 'With this capability, which a container has by default, a Pod can send any IGMP packet. An IGMP packet that is too short ends antrea-agent in every version that a Supervisor is known to have. Pods with hostNetwork are not checked, because Antrea does not read their IGMP packets.',
  fix: 'Set securityContext.capabilities.drop to [NET_RAW] or [ALL] in every container and init container.',
  source: 'antrea-io/antrea: commit 8ad021a3c; CHANGELOG-2.5, 2.6 and 2.7 (#8251)',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const spec = podSpecOf(object);
    if (!spec || !canReachAgent(object, inventory)) {
      return NOT_APPLICABLE;
    }
    const cluster = inventory.clusterOf(object);
    const found = containerWithRawSockets(spec);
    return found
      ? reportedAt(
          rawSocketVerdict(found.name, capabilitiesOfCluster(cluster, inventory)?.antreaVersion),
          podSpecPlace(object, ...found.at),
        )
      : [];
  },
  fails: { objects: [antreaConfig(), cluster(), pod({ securityContext: {} })] },
  passes: {
    objects: [antreaConfig(), cluster(), pod({ securityContext: { capabilities: { drop: ['NET_RAW'] } } })],
  },
  notApplicable: { objects: [cluster(), service()] },
};

/** Whether the antrea-agent of a cluster with multicast reads the IGMP packets of the Pods. */
function canReachAgent(object: Manifest, inventory: Inventory): boolean {
  const { hostNetwork, os, nodeSelector } = podSpecOf(object) ?? {};
  if (hostNetwork === true || os?.name === 'windows' || nodeSelector?.['kubernetes.io/os'] === 'windows') {
    return false;
  }
  const cluster = clusterObjectOf(object, inventory);
  return cluster
    ? isMulticastOnIn(cluster, inventory)
    : streamUsesOf(object, inventory).length > 0 && !isMulticastShownOff(object, inventory);
}
