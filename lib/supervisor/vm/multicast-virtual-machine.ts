import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import * as vmOperator from '../../../imports/vmoperator.vmware.com';
import { requirePlace } from '../../checks/_constructs';
import { requireDnsLabel, requireObjectName } from '../../checks/_names';
import { Options, requireOptions } from '../../checks/_options';
import { requireMember } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { chooseVmApi } from '../../platform/_supervisors';
import { VmApiVersion } from '../../platform/enums';
import { requireUniqueName } from '../../state/_unique-names';
import { SupervisorChart } from '../supervisor-chart';
import { CLOUD_INIT_OPTIONS, MulticastCloudInit, MulticastCloudInitOptions } from './multicast-cloud-init';
import { VmNetwork } from './vm-network';
import { VmRole } from './vm-role';

/** A VM that receives or sends multicast. */
export interface MulticastVirtualMachineProps extends MulticastCloudInitOptions {
  /** Name of the VM and of its guest, a DNS label (63 characters). */
  readonly name: string;

  /**
   * Name of a VirtualMachineImage that the vSphere Namespace offers (`kubectl get vmimage`), such as
   * `vmi-0a0044d7c690bcbea`: a Linux with systemd, a shell and cloud-init.
   */
  readonly image: string;

  /** VM class that the vSphere Namespace offers (`kubectl get vmclass`), such as `best-effort-xsmall`. */
  readonly vmClass: string;

  /** Storage class that the vSphere Namespace offers (`kubectl get storageclass`). */
  readonly storageClass: string;

  /** What the VM does. */
  readonly role: VmRole;

  /**
   * Network of the VM.
   *
   * @default - the default network of the vSphere Namespace
   */
  readonly network?: VmNetwork;

  /**
   * Version of VM Operator's API. An error where the chart's `vsphereVersion` is known not to serve it; a warning where
   * no source says that it does (docs/compatibility.md).
   *
   * @default - by the chart's `vsphereVersion`; without that v1alpha1, which every vSphere 8.0 serves, with a warning
   */
  readonly apiVersion?: VmApiVersion;
}

/**
 * A VM in the vSphere Namespace that runs the same receiver or sender as the Pods, started by cloud-init: for tests from
 * Pods to VMs and back. Two objects: the VirtualMachine, and a Secret with the cloud-config, because VM Operator reads it
 * from one; no secret is in it.
 *
 * cloud-init reads the cloud-config at the first boot alone, and VM Operator lets no running VM have another one: delete
 * the VM to change its role. The guest's console and `journalctl -u 'multicast-*'` show what it counts.
 */
export class MulticastVirtualMachine extends Construct {
  /** Name of the VirtualMachine. */
  public readonly objectName: string;

  /** vSphere Namespace of the VirtualMachine. */
  public readonly vsphereNamespace: string;

  /** Name of the Secret with the cloud-config: `<name>-cloud-init`. */
  public readonly secretName: string;

  /** The cloud-config. */
  public readonly cloudInit: MulticastCloudInit;

  /** Version of VM Operator's API that is written. */
  public readonly apiVersion: VmApiVersion;

  /**
   * An error outside of a SupervisorChart, for a name that Kubernetes does not take, for a VM that is made twice, and for
   * a version of the API that the Supervisor does not serve. A warning where it is not known whether it serves it.
   *
   * @param scope the SupervisorChart, or a construct in it
   * @param id name within the scope
   * @param props the VM and its role
   */
  public constructor(scope: Construct, id: string, props: MulticastVirtualMachineProps) {
    super(...requirePlace('MulticastVirtualMachine', scope, id));
    requireOptions(`MulticastVirtualMachine at ${quote(this.node.path)}`, props, VM_PROPS);
    this.objectName = requireDnsLabel('VirtualMachine', props.name);
    const subject = `VirtualMachine ${quote(this.objectName)}`;
    const { vsphereNamespace, vsphereVersion } = SupervisorChart.ofConstruct(this, subject);
    this.vsphereNamespace = vsphereNamespace;
    requireUniqueName(this, subject, vsphereNamespace, 'give each a name of its own');
    requireObjectName(
      `${subject}: image`,
      props.image,
      `give the name of a VirtualMachineImage, such as "vmi-0a0044d7c690bcbea"`,
    );
    requireObjectName(`${subject}: vmClass`, props.vmClass, 'give the name of a VM class');
    requireObjectName(`${subject}: storageClass`, props.storageClass, 'give the name of a storage class');
    if (props.network !== undefined && !(props.network instanceof VmNetwork)) {
      throw new InvalidInput(
        `${subject}: network is ${quote(props.network)}: give VmNetwork.nsx(NAME) or VmNetwork.distributedSwitch(NAME).`,
      );
    }
    const { installIperf, sshAuthorizedKeys, role } = props;
    this.cloudInit = MulticastCloudInit.of(role, { installIperf, sshAuthorizedKeys });
    const asked =
      props.apiVersion === undefined
        ? undefined
        : requireMember(`${subject}: apiVersion`, VmApiVersion, props.apiVersion);
    const { version, doubt } = chooseVmApi(subject, vsphereVersion, asked);
    this.apiVersion = version;
    if (doubt) {
      warn(this, NOTICES.VM_API_VERSION, subject, doubt);
    }

    this.secretName = `${this.objectName}-cloud-init`;
    const secret = new ApiObject(this, 'CloudInit', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: this.secretName },
      stringData: { [USER_DATA]: this.cloudInit.userData },
    });
    const manifest = version === VmApiVersion.V1ALPHA1 ? renderV1Alpha1 : renderV1Alpha2;
    const virtualMachine = new ApiObject(this, 'Resource', {
      ...manifest(this.secretName, props),
      metadata: { name: this.objectName, labels: role._labels() },
    });
    virtualMachine.addDependency(secret);
  }
}

const VM_PROPS: Options<MulticastVirtualMachineProps> = {
  ...CLOUD_INIT_OPTIONS,
  name: true,
  image: true,
  vmClass: true,
  storageClass: true,
  role: true,
  network: true,
  apiVersion: true,
};

/** Key in the Secret: VM Operator reads this one in v1alpha1, and the one that is named in v1alpha2. */
const USER_DATA = 'user-data';

type VmManifest = { readonly apiVersion: string; readonly kind: string; readonly spec: object };

/** The shape of v1alpha1. */
function renderV1Alpha1(secretName: string, props: MulticastVirtualMachineProps): VmManifest {
  const { image, vmClass, storageClass, network } = props;
  const spec = vmOperator.toJson_VirtualMachineSpec({
    imageName: image,
    className: vmClass,
    storageClass,
    powerState: vmOperator.VirtualMachineSpecPowerState.POWERED_ON,
    networkInterfaces: network && [{ networkName: network.name, networkType: network._type }],
    vmMetadata: { transport: vmOperator.VirtualMachineSpecVmMetadataTransport.CLOUD_INIT, secretName },
  }) as object;
  return { ...vmOperator.VirtualMachine.GVK, spec };
}

/** The shape of v1alpha2. */
function renderV1Alpha2(secretName: string, props: MulticastVirtualMachineProps): VmManifest {
  const { image, vmClass, storageClass, network } = props;
  const spec = vmOperator.toJson_VirtualMachineV1Alpha2Spec({
    imageName: image,
    className: vmClass,
    storageClass,
    powerState: vmOperator.VirtualMachineV1Alpha2SpecPowerState.POWERED_ON,
    network: network && {
      interfaces: [
        // The name that the server gives its default interface, and cloud-init then the device.
        { name: 'eth0', network: { apiVersion: network._apiVersion, kind: network._kind, name: network.name } },
      ],
    },
    bootstrap: { cloudInit: { rawCloudConfig: { name: secretName, key: USER_DATA } } },
  }) as object;
  return { ...vmOperator.VirtualMachineV1Alpha2.GVK, spec };
}
