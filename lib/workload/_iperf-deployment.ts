import { ApiObject, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { claim } from '../_claims';
import { requireMember } from '../_enums';
import { InvalidInput, quote } from '../_errors';
import { requireLabels } from '../_labels';
import { requireList } from '../_lists';
import { requireDnsLabel, requireObjectName } from '../_names';
import { requireWhole } from '../_numbers';
import { MulticastStream } from '../multicast/multicast-stream';
import { MulticastWorkloadProps, PodNetwork } from './multicast-workload';
import { clusterKey } from './_cluster-key';
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
  const network = requireMember(`${subject}: network`, PodNetwork, props.network ?? PodNetwork.POD);
  const onHost = network === PodNetwork.HOST;
  const pullPolicy = props.imagePullPolicy ?? kplus.ImagePullPolicy.IF_NOT_PRESENT;
  const user = requireWhole(`${subject}: user`, props.user ?? 65534, 1, 2 ** 31 - 1);
  const labels = podLabels(role, props.stream);
  const namespace = onHost ? chart.hostNetworkNamespace : String(chart.namespace);

  const deployment = new kplus.Deployment(scope, 'Resource', {
    metadata: {
      ...(props.name === undefined ? {} : { name: requireFreeName(scope, subject, namespace, props.name) }),
      namespace,
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
        imagePullPolicy: requireMember(`${subject}: imagePullPolicy`, kplus.ImagePullPolicy, pullPolicy),
        command: ['iperf', ...iperfArguments],
        resources: props.resources ?? defaultResources(),
        securityContext: { user, group: user },
      },
    ],
  });
  const nodeLabels = Object.entries(requireLabels(`${subject}: nodeLabels`, props.nodeLabels) ?? {});
  if (nodeLabels.length > 0) {
    // One rule with all labels: of several rules a Node needs to meet one alone.
    const queries = nodeLabels.map(([name, value]) => kplus.NodeLabelQuery.is(name, value));
    deployment.scheduling.attract(kplus.Node.labeled(...queries));
  }

  const apiObject = ApiObject.of(deployment);
  // What the level `restricted` asks for and cdk8s-plus-25 has no option for.
  apiObject.addJsonPatch(
    JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
    JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
  );
  if (props.imagePullSecrets) {
    const names = requireList(`${subject}: imagePullSecrets`, props.imagePullSecrets);
    if (new Set(names).size < names.length) {
      throw new InvalidInput(`${subject}: imagePullSecrets ${quote(names)} name one twice: keep one.`);
    }
    const secrets = names.map((name) => ({
      name: requireObjectName(`${subject}: imagePullSecrets`, name, 'give names of Secrets'),
    }));
    apiObject.addJsonPatch(JsonPatch.add('/spec/template/spec/imagePullSecrets', secrets));
  }
  if (onHost) {
    apiObject.addDependency(chart._hostNetworkNamespaceObject());
  }
  return deployment;
}

/** Returns the stream when it is one, which the compiler does not ask of JavaScript. */
export function requireStream(subject: string, stream: MulticastStream): MulticastStream {
  if (!(stream instanceof MulticastStream)) {
    throw new InvalidInput(`${subject}: stream is ${quote(stream)}: give MulticastStream.of(GROUP, { port }).`);
  }
  return stream;
}

function requireFreeName(scope: Construct, subject: string, namespace: string, name: string): string {
  requireDnsLabel(`${subject}: name`, name);
  const holder = claim(scope, `${clusterKey(WorkloadChart.around(scope).cluster)}/${namespace}/Deployment/${name}`);
  if (holder) {
    throw new InvalidInput(
      `${subject}: name ${quote(name)} is taken in Namespace ${quote(namespace)} by ${quote(holder.node.path)}: give each a name of its own.`,
    );
  }
  return name;
}

// https://github.com/distribution/reference: REGISTRY[:PORT]/PATH[:TAG][@DIGEST]
const IMAGE =
  /^([A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

function requireImage(subject: string, image: string): string {
  if (typeof image !== 'string' || !IMAGE.test(image)) {
    throw new InvalidInput(
      `${subject}: image ${quote(image)} is no image: write REGISTRY/NAME:TAG, such as "registry.example.com/multicast/iperf:v1".`,
    );
  }
  return image;
}

function defaultResources(): kplus.ContainerResources {
  return {
    cpu: { request: kplus.Cpu.millis(50), limit: kplus.Cpu.millis(500) },
    memory: { request: Size.mebibytes(32), limit: Size.mebibytes(128) },
  };
}
