import * as clusterApi from '../../../imports/cluster.x-k8s.io';
import { requireFilled } from '../../checks/_lists';
import { requireDnsName } from '../../checks/_names';
import { together } from '../../messages/_errors';
import { Judged, refuse } from '../../messages/_verdict';
import { controlPlaneVerdict } from '../../platform/_class-verdicts';
import { rangeVerdicts } from '../../platform/_range-verdicts';
import { isSized } from './_node-pools';
import { metadataOf, withImage } from './_nodes-of-cluster';
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
  /** Undefined if it is not valid. */
  readonly release?: string;
}

/** Returns `spec.topology.controlPlane`. Throws if an option of the control plane is invalid. */
export function renderControlPlane(
  context: ControlPlaneContext,
  os: OsImage,
  controlPlane: ControlPlaneProps,
  variables: Variable[],
): clusterApi.ClusterSpecTopologyControlPlane {
  const { replicas = 1 } = controlPlane;
  const subject = `${context.subject}: control plane`;
  const isWritten = isSized(subject, controlPlane);
  refuse(context.judged, isWritten ? [controlPlaneVerdict(context.clusterClass, context.release, replicas)] : []);
  const annotations = withImage(context.subject, os, controlPlane.annotations);
  return {
    replicas: isWritten ? replicas : undefined,
    metadata: metadataOf(controlPlane.labels, annotations),
    variables: renderOverrides(
      subject,
      variables,
      controlPlaneTree({ ...context, subject }, controlPlane),
      controlPlane.variableOverrides,
    ),
  };
}
