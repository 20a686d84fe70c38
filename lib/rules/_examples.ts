import { Tree, overlay } from '../checks/_trees';
import { IMAGE_ANNOTATION, writeImageAnnotation } from '../platform/_node-verdicts';

// Objects for the examples of the rules. Each rule changes only the value that it is about.

/** Releases, named by the property for which an example needs them. */
export enum Release {
  WITH_ENCAP = 'v1.25.7---vmware.3-fips.1-tkg.1',
  WITHOUT_ENCAP = 'v1.24.9---vmware.1-tkg.4',
  WITH_ADDON = 'v1.35.6---vmware.2-vkr.3',
  OLD = 'v1.23.10---vmware.1-tkg.1',
  ENFORCING = 'v1.26.5---vmware.2-fips.1-tkg.1',
  UNKNOWN = 'v1.32.0---vmware.6-fips-vkr.2',
}

/** Versions of vSphere, named by whether their AntreaConfig accepts the gate Multicast. */
export enum Vsphere {
  WITHOUT_MULTICAST = '8.0u1',
  WITH_MULTICAST = '8.0u1c',
}

export function antreaConfig(config: Tree = {}, metadata: Tree = {}): object {
  return {
    apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
    kind: 'AntreaConfig',
    metadata: { name: 'video-antrea-package', namespace: 'broadcast', ...metadata },
    spec: { antrea: { config: { featureGates: { Multicast: true }, ...config } } },
  };
}

/** An AntreaConfig of a version that does not exist. */
export function ofUnknownVersion(): object {
  return { ...antreaConfig(), apiVersion: 'cni.tanzu.vmware.com/v1alpha9' };
}

export function addonConfig(config: Tree = {}): object {
  return {
    apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
    kind: 'AddonConfig',
    metadata: { name: 'video-antrea', namespace: 'broadcast' },
    spec: { values: { antrea: { config: { featureGates: { Multicast: true }, ...config } } } },
  };
}

export function cluster(spec: Tree = {}, metadata: Tree = {}): object {
  const base = {
    clusterNetwork: { pods: { cidrBlocks: ['172.20.0.0/16'] }, services: { cidrBlocks: ['172.21.0.0/16'] } },
    topology: { class: 'tanzukubernetescluster', version: Release.WITH_ENCAP, controlPlane: os('ubuntu') },
  };
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta1',
    kind: 'Cluster',
    metadata: { name: 'video', namespace: 'broadcast', ...metadata },
    spec: overlay(base, spec),
  };
}

/** Metadata that chooses the operating system of Nodes. */
export function os(name: string): Tree {
  return { metadata: { annotations: { [IMAGE_ANNOTATION]: writeImageAnnotation({ name }) } } };
}

/** A Cluster of a release, with a class that fits it. */
export function clusterOfRelease(version: Release): object {
  const isRecent = [Release.WITH_ADDON, Release.UNKNOWN].includes(version);
  return cluster({ topology: { version, ...(isRecent ? { class: 'builtin-generic-v3.6.0' } : {}) } });
}

export function pod(container: Tree = {}, spec: Tree = {}, metadata: Tree = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'camera', namespace: 'video', ...metadata },
    spec: { ...spec, containers: [{ name: 'main', image: 'registry.example.com/iperf:v1', ...container }] },
  };
}

export function service(): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'video' }, spec: {} };
}

/** A NetworkPolicy of Antrea's own API group. */
export function antreaPolicy(spec: Tree, apiVersion = 'crd.antrea.io/v1alpha1'): object {
  return {
    apiVersion,
    kind: 'NetworkPolicy',
    metadata: { name: 'multicast', namespace: 'video' },
    spec: { priority: 5, appliedTo: [{ podSelector: {} }], ...spec },
  };
}

/** A NetworkPolicy of Kubernetes. */
export function networkPolicy(spec: Tree): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: 'video' },
    spec: { podSelector: {}, ...spec },
  };
}
