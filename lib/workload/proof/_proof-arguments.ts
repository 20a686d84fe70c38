import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { configMapNameOf } from '../../platform/_antrea-package';
import { antreaObjectName } from '../../platform/_cluster-name';
import { objectOfRelease } from '../../platform/_object-of-release';
import { ICluster } from '../../platform/cluster';
import { AntreaObject, MulticastSwitch } from '../../platform/enums';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { AppState } from '../../state/_app-state';
import { Participant } from '../_participant';
import { PodNetwork } from '../pod-options';

/** The objects, by kind and name, that configure the Antrea of a cluster: those in the app, or else that of its release. */
export function antreaObjectsOf(cluster: ICluster): { kind: AntreaObject; name: string }[] {
  const all = Object.values(AntreaObject).map((kind) => ({ kind, name: antreaObjectName(kind, cluster.clusterName) }));
  const made = Construct.isConstruct(cluster)
    ? cluster.node.findAll().filter((found) => ApiObject.isApiObject(found))
    : [];
  const isOwn = ({ node }: ApiObject) => AppState.of(node.root).clusters.get(node.scope as IConstruct) === cluster;
  const inApp = all.flatMap(({ kind, name }) =>
    made
      .filter((one) => one.kind === kind && (one.name === name || isOwn(one)))
      .map((one) => ({ kind, name: one.name })),
  );
  return inApp.length > 0 ? inApp : all.filter(({ kind }) => kind === objectOfRelease(cluster.release).object);
}

/** Name of the ConfigMap in kube-system that Antrea reads. */
export function antreaConfigMapName(cluster: ICluster): string {
  return configMapNameOf(ReleaseCapabilities.of(cluster).antreaVersion);
}

/** The options of check.sh that follow from the release. */
export function checkOptions(cluster: ICluster): string[] {
  const capabilities = ReleaseCapabilities.of(cluster);
  const { multicastSwitch } = capabilities;
  const isDefault = capabilities.featureGates.some(({ name, isOnByDefault }) => name === 'Multicast' && isOnByDefault);
  return [
    `--config-map=${antreaConfigMapName(cluster)}`,
    ...(isDefault ? ['--gate-is-default'] : []),
    ...(multicastSwitch === MulticastSwitch.AGENT_GATE ? [] : ['--controller-gate']),
    ...(multicastSwitch === MulticastSwitch.GATES_AND_ENABLE ? ['--enable'] : []),
    ...(capabilities._band.listsGroups ? [] : ['--no-groups']),
  ];
}

/** Names of the object that configures Antrea, for the messages of check.sh. */
export function expectedSettings(cluster: ICluster): string {
  return antreaObjectsOf(cluster)
    .map(({ kind, name }) => `${kind} ${name}`)
    .join(' or ');
}

/** Whether Antrea knows the traffic: it manages only eth0 of a Pod, not additional interfaces and not those of the Node. */
export function isSeenByAntrea({ interfaceName = 'eth0', network }: Participant): boolean {
  return network === PodNetwork.POD && interfaceName === 'eth0';
}
