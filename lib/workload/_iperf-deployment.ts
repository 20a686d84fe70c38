import { ApiObject, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { InvalidInput, quote } from '../_errors';
import { requireLabels } from '../_labels';
import { requireDnsLabel } from '../_names';
import { requireWhole } from '../_numbers';
import { MulticastStream } from '../multicast/multicast-stream';
import { MulticastWorkloadProps, PodNetwork } from './multicast-workload';
import { WorkloadChart } from './workload-chart';

/** What a Pod does with its stream. */
export enum Role {
  SENDER = 'multicast-sender',
  RECEIVER = 'multicast-receiver',
}

/** The labels by which the Pods of one role and stream are found. */
export function podLabels(role: Role, stream: MulticastStream): { [name: string]: string } {
  return { 'app.kubernetes.io/name': role, 'multicast-stream': `${stream.group}-${stream.port}` };
}

/** A Deployment that runs iperf without any privilege. */
export function iperfDeployment(
  scope: Construct,
  role: Role,
  props: MulticastWorkloadProps,
  iperfArguments: string[],
  replicas: number,
): kplus.Deployment {
  const chart = WorkloadChart.around(scope);
  const subject = `${role === Role.SENDER ? 'MulticastSender' : 'MulticastReceiver'} ${quote(scope.node.path)}`;
  const onHost = props.network === PodNetwork.HOST;
  const user = requireWhole(`${subject}: user`, props.user ?? 65534, 1, 2 ** 31 - 1);
  const labels = podLabels(role, props.stream);

  const deployment = new kplus.Deployment(scope, 'Resource', {
    metadata: {
      name: props.name === undefined ? undefined : requireDnsLabel(`${subject}: name`, props.name),
      namespace: onHost ? chart.hostNetworkNamespace : chart.namespace,
      labels,
    },
    podMetadata: { labels },
    replicas,
    // A second sender beside the first would never be heard: a receiver keeps to the first one.
    strategy: kplus.DeploymentStrategy.recreate(),
    hostNetwork: onHost,
    dns: { policy: onHost ? kplus.DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET : kplus.DnsPolicy.CLUSTER_FIRST },
    securityContext: { user, group: user },
    containers: [
      {
        name: role,
        image: requireImage(subject, props.image),
        imagePullPolicy: props.imagePullPolicy ?? kplus.ImagePullPolicy.IF_NOT_PRESENT,
        command: ['iperf', ...iperfArguments],
        resources: props.resources ?? defaultResources(),
        securityContext: { user, group: user },
      },
    ],
  });
  for (const [name, value] of Object.entries(requireLabels(`${subject}: nodeLabels`, props.nodeLabels) ?? {})) {
    deployment.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is(name, value)));
  }

  const apiObject = ApiObject.of(deployment);
  // What the level `restricted` asks for and cdk8s-plus-25 has no option for.
  apiObject.addJsonPatch(
    JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
    JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
  );
  if (props.imagePullSecrets) {
    const secrets = props.imagePullSecrets.map((name) => ({ name }));
    apiObject.addJsonPatch(JsonPatch.add('/spec/template/spec/imagePullSecrets', secrets));
  }
  if (onHost) {
    apiObject.addDependency(chart._hostNetworkNamespaceObject());
  }
  return deployment;
}

function requireImage(subject: string, image: string): string {
  if (typeof image !== 'string' || !/^[^\s{}]+$/.test(image)) {
    throw new InvalidInput(`${subject}: image ${quote(image)} is no image: write REGISTRY/NAME:TAG.`);
  }
  return image;
}

function defaultResources(): kplus.ContainerResources {
  return {
    cpu: { request: kplus.Cpu.millis(50), limit: kplus.Cpu.millis(500) },
    memory: { request: Size.mebibytes(32), limit: Size.mebibytes(128) },
  };
}
