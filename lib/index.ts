export { Adoption, type AdoptionOptions } from './adoption/adoption';
export { Fleet } from './fleet/fleet';
export { FleetCluster } from './fleet/fleet-cluster';
export { type ArgoCdOptions } from './gitops/argo-cd-options';
export { type FluxOptions } from './gitops/flux-options';
export { GitOps } from './gitops/git-ops';
export { type Finding, FindingLevel } from './messages/finding';
export { MulticastStream, type MulticastStreamOptions } from './multicast/multicast-stream';
export { ClusterReference, type ClusterReferenceOptions, type ICluster } from './platform/cluster';
export { AntreaObject, MulticastSupport, MulticastSwitch, TrafficEncapMode, VmApiVersion } from './platform/enums';
export { type FeatureGate, FeatureGateStage } from './platform/feature-gate';
export { ReleaseCapabilities } from './platform/release-capabilities';
export {
  type Change,
  type ClusterChanges,
  type ComparisonOptions,
  type ManifestFile,
  type StreamChange,
} from './preview/change';
export { Comparison } from './preview/comparison';
export { Preview, type PreviewOptions } from './preview/preview';
export { Runbook } from './runbook/runbook';
export { AntreaVersions } from './state/antrea-versions';
export { Environment, type EnvironmentProps } from './state/environment';
export {
  type AddonAntreaProxy,
  AddonConfig,
  type AddonConfigOptions,
  type AddonConfigProps,
  type AddonDefinition,
} from './supervisor/antrea/addon-config';
export { AntreaConfig, type AntreaConfigOptions, type AntreaConfigProps } from './supervisor/antrea/antrea-config';
export { type AntreaSettings, type IAntreaConfiguration, MulticastReach } from './supervisor/antrea/antrea-settings';
export { type MulticastOptions } from './supervisor/antrea/multicast-options';
export {
  ClusterEncryption,
  type ClusterEncryptionOptions,
  type EncryptionKey,
} from './supervisor/cluster/cluster-encryption';
export {
  type CertificateRotation,
  type ClusterSettings,
  type RegistrySecret,
} from './supervisor/cluster/cluster-settings';
export { ClusterVariable } from './supervisor/cluster/cluster-variable';
export { type AutoscalerBounds, type ControlPlaneProps, type NodePoolProps } from './supervisor/cluster/node-pool';
export {
  type NodeProxy,
  type NodeTaint,
  NodeTaintEffect,
  type NodeUser,
  type NodeVolume,
  type SecretKey,
  type SystemReserved,
} from './supervisor/cluster/node-settings';
export { OsImage, type OsImageOptions } from './supervisor/cluster/os-image';
export { PodSecurityLevel, type PodSecurityStandard } from './supervisor/cluster/pod-security-standard';
export { SensitiveText } from './supervisor/cluster/sensitive-text';
export {
  type ApiServerSettings,
  ImagePullCredentialsPolicy,
  type KubeletSettings,
  LogFormat,
} from './supervisor/cluster/settings/kubernetes-settings';
export { type DirectoryJoin, type UbuntuPro, type UbuntuProSetting } from './supervisor/cluster/settings/os-settings';
export {
  DeletePolicy,
  type MachineHealthCheck,
  type NodeTimeouts,
  type RolloutStrategy,
  RolloutStrategyType,
  type UnhealthyCondition,
} from './supervisor/cluster/lifecycle/node-lifecycle';
export { TanzuCluster } from './supervisor/cluster/tanzu-cluster';
export { BootstrapCni, ClusterApiVersion, type TanzuClusterProps } from './supervisor/cluster/tanzu-cluster-props';
export { TrustedCa } from './supervisor/cluster/trusted-ca';
export { SupervisorChart, type SupervisorChartProps } from './supervisor/supervisor-chart';
export { MulticastCloudInit, type MulticastCloudInitOptions } from './supervisor/vm/multicast-cloud-init';
export { MulticastVirtualMachine, type MulticastVirtualMachineProps } from './supervisor/vm/multicast-virtual-machine';
export { VmNetwork } from './supervisor/vm/vm-network';
export { type VmReceiverOptions, VmRole, type VmSenderOptions } from './supervisor/vm/vm-role';
export { App, type AppOptions } from './synthesis/app';
export { Upgrade } from './upgrade/upgrade';
export {
  UpgradeLevel,
  type UpgradeLine,
  type UpgradeOptions,
  type UpgradeStep,
  UpgradeTopic,
} from './upgrade/upgrade-step';
export { Acknowledgement } from './validation/acknowledgement';
export { ManifestSnapshot } from './validation/manifest-snapshot';
export { Lint, type LintOptions } from './validation/lint';
export { Warnings } from './validation/warnings';
export { ExistingWorkload } from './workload/existing-workload';
export { type ExistingWorkloadProps } from './workload/existing-workload-options';
export { MulticastApplication, type MulticastApplicationProps } from './workload/multicast-application';
export { MulticastReceiver, type MulticastReceiverProps } from './workload/multicast-receiver';
export { MulticastSender, type MulticastSenderProps, Placement } from './workload/multicast-sender';
export { MulticastWorkload, type MulticastWorkloadProps } from './workload/multicast-workload';
export { type CommonPodOptions, PodNetwork, type PodOptions, WorkloadKind } from './workload/pod-options';
export { PodSecurity } from './workload/pod-security';
export { MulticastPolicies, type MulticastPoliciesProps } from './workload/policies/multicast-policies';
export { AllowedPorts, PolicyScope, type MulticastPods, OtherMulticast } from './workload/policies/policy-options';
export { MulticastProof, type MulticastProofProps } from './workload/proof/multicast-proof';
export { type SidecarOptions, StreamReadiness, type WorkloadOptions } from './workload/workload-options';
export { WorkloadChart, type WorkloadChartProps } from './workload/workload-chart';
export * as addons from '../imports/addons.kubernetes.vmware.com';
export * as antrea from '../imports/crd.antrea.io';
export * as cni from '../imports/cni.tanzu.vmware.com';
export * as clusterApi from '../imports/cluster.x-k8s.io';
export * as tanzuRun from '../imports/run.tanzu.vmware.com';
export * as vmOperator from '../imports/vmoperator.vmware.com';
