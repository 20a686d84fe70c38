import * as clusterApi from '../../../imports/cluster.x-k8s.io';
import { Tree } from '../../checks/_trees';
import { requireFilled } from '../../checks/_lists';
import { requireDnsName } from '../../checks/_names';
import { together } from '../../messages/_errors';
import { Judged, refuse } from '../../messages/_verdict';
import { controlPlaneVerdict } from '../../platform/_class-verdicts';
import { rangeVerdicts } from '../../platform/_range-verdicts';
import { MachineDeployment, isSized } from './_node-pools';
import { renderLifecycle } from './lifecycle/_render-lifecycle';
import { ClusterApiVersion } from './tanzu-cluster-props';
import { metadataOfNodes, withImage } from './_nodes-of-cluster';
import { Variable, renderOverrides } from './_render-variables';
import { VariableContext } from './_setting-values';
import { controlPlaneTree } from './_variables-by-level';
import { ControlPlaneProps } from './node-pool';
import { OsImage } from './os-image';

/** The options of a cluster that configure its network. */
interface ClusterNetwork {
  readonly podCidrs: string[];
  readonly serviceCidrs: string[];
  readonly serviceDomain?: string;
  /** Undefined if it is not valid. */
  readonly release?: string;
}

/** Returns `spec.clusterNetwork`. Throws if a range or the service domain is invalid. */
export function renderClusterNetwork(
  cluster: Judged,
  { podCidrs, serviceCidrs, serviceDomain, release }: ClusterNetwork,
): clusterApi.ClusterSpecClusterNetwork {
  const { subject } = cluster;
  const [pods, services] = together(
    () => requireFilled(`${subject}: podCidrs`, podCidrs),
    () => requireFilled(`${subject}: serviceCidrs`, serviceCidrs),
    () =>
      serviceDomain === undefined ||
      requireDnsName(`${subject}: serviceDomain`, serviceDomain, 'use a DNS name such as "cluster.local"'),
  );
  refuse(cluster, rangeVerdicts({ pods, services, release }));
  return { services: { cidrBlocks: services }, pods: { cidrBlocks: pods }, serviceDomain };
}

/** The cluster of a control plane. */
interface ControlPlaneContext extends VariableContext {
  readonly judged: Judged;
  readonly apiVersion: ClusterApiVersion;
  /** Undefined if it is not valid. */
  readonly release?: string;
}

/** The control plane, with its fields whose names depend on the API version of the Cluster. */
export interface ControlPlane extends clusterApi.ClusterSpecTopologyControlPlane {
  readonly lifecycle: Tree;
}

/** Returns `spec.topology.controlPlane`. Throws if an option of the control plane is invalid. */
export function renderControlPlane(
  context: ControlPlaneContext,
  os: OsImage,
  controlPlane: ControlPlaneProps,
  variables: Variable[],
): ControlPlane {
  const { replicas = 1 } = controlPlane;
  const subject = `${context.subject}: control plane`;
  const isWritten = isSized(subject, controlPlane);
  refuse(context.judged, isWritten ? [controlPlaneVerdict(context.clusterClass, context.release, replicas)] : []);
  const annotations = withImage(context.subject, os, controlPlane.annotations);
  const [variableOverrides, lifecycle] = together(
    () =>
      renderOverrides(
        subject,
        variables,
        controlPlaneTree({ ...context, subject }, controlPlane),
        controlPlane.variableOverrides,
      ),
    () => renderLifecycle(subject, context.apiVersion, controlPlane),
  );
  return {
    replicas: isWritten ? replicas : undefined,
    metadata: metadataOfNodes(controlPlane.labels, annotations),
    variables: variableOverrides,
    lifecycle,
  };
}

/**
 * Returns the spec in the form of the API version. The generated class has the names of v1beta1, and leaves out those of
 * v1beta2.
 */
export function specInVersion(
  apiVersion: ClusterApiVersion,
  spec: clusterApi.ClusterSpec & { readonly topology: { readonly controlPlane?: ControlPlane } },
  pools: MachineDeployment[],
): Tree {
  const { topology, ...others } = clusterApi.toJson_ClusterSpec(spec) as Tree & { readonly topology: Tree };
  const { class: name, classNamespace: namespace, controlPlane, workers, ...rest } = topology;
  const isV1beta2 = apiVersion === ClusterApiVersion.V1BETA2;
  const machineDeployments = (workers as { machineDeployments: Tree[] } | undefined)?.machineDeployments;
  return {
    ...others,
    topology: {
      ...(isV1beta2 ? { classRef: { name, namespace } } : { class: name, classNamespace: namespace }),
      controlPlane: { ...controlPlane, ...spec.topology.controlPlane?.lifecycle },
      ...rest,
      workers: machineDeployments && {
        machineDeployments: machineDeployments.map((pool, i) => ({ ...pool, ...pools[i].lifecycle })),
      },
    },
  };
}
