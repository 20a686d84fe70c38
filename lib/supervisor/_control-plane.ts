import { InvalidInput, quote } from '../_errors';
import * as clusterApi from '../../imports/cluster.x-k8s.io';
import { Variable, renderOverrides } from './_cluster-variables';
import { withImage } from './_os-image-checks';
import { VariableContext, controlPlaneTree } from './_variable-places';
import { ControlPlaneProps } from './node-pool';
import { OsImage } from './os-image';

/** Renders `spec.topology.controlPlane`, or throws where it cannot work. */
export function renderControlPlane(
  context: VariableContext,
  os: OsImage,
  controlPlane: ControlPlaneProps,
  variables: Variable[],
): clusterApi.ClusterSpecTopologyControlPlane {
  const { replicas = 1 } = controlPlane;
  if (replicas !== 1 && replicas !== 3) {
    throw new InvalidInput(
      `${context.subject}: control plane replicas ${quote(replicas)} is neither 1 nor 3: use one of the two.`,
    );
  }
  const subject = `${context.subject}: control plane`;
  const annotations = withImage(context.subject, os, controlPlane.annotations);
  return {
    replicas,
    metadata: { labels: controlPlane.labels, annotations },
    variables: renderOverrides(
      subject,
      context.clusterClass,
      variables,
      controlPlaneTree({ ...context, subject }, controlPlane),
      controlPlane.variableOverrides,
    ),
  };
}
