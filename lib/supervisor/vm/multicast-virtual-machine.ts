import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import * as vmOperator from '../../../imports/vmoperator.vmware.com';
import { requirePlace } from '../../checks/_constructs';
import { requireDnsLabel, requireObjectName } from '../../checks/_names';
import { Options, requireOptions } from '../../checks/_options';
import { requireMember } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote, together } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { chooseVmApi } from '../../platform/_supervisors';
import { VmApiVersion } from '../../platform/enums';
import { leastTtlFromOutside } from '../../platform/_reach';
import { MachineRole, recordMachine } from '../../state/_machines';
import { requireUniqueName } from '../../state/_unique-names';
import { recordMade } from '../../state/_made-objects';
import { SupervisorChart } from '../supervisor-chart';
import { CLOUD_INIT_OPTIONS, MulticastCloudInit, MulticastCloudInitOptions } from './multicast-cloud-init';
import { VmNetwork } from './vm-network';
import { VmRole } from './vm-role';

/** Properties of a MulticastVirtualMachine. */
export interface MulticastVirtualMachineProps extends MulticastCloudInitOptions {
  /** Name of the VM and of its guest, a DNS label (63 characters). */
  readonly name: string;

  /**
   * Name of a VirtualMachineImage that the vSphere Namespace offers (`kubectl get vmimage`), such as
   * `vmi-0a0044d7c690bcbea`. It must be a Linux with systemd, a shell and cloud-init.
   */
  readonly image: string;

  /** VM class that the vSphere Namespace offers (`kubectl get vmclass`), such as `best-effort-xsmall`. */
  readonly vmClass: string;

  /** Storage class that the vSphere Namespace offers (`kubectl get storageclass`). */
  readonly storageClass: string;

  /** The streams that the VM receives or sends. */
  readonly role: VmRole;

  /**
   * Network of the VM.
   *
   * @default - the default network of the vSphere Namespace
   */
  readonly network?: VmNetwork;

  /**
   * Version of VM Operator's API. Throws if documentation shows that the vSphere does not serve it. Warns if only the
   * source tree shows this, or if the version of vSphere is not in the table (docs/compatibility.md).
   *
   * @default - v1alpha2 from vSphere 9.0 on, where v1alpha1 is deprecated; otherwise, and without `vsphereVersion`,
   * v1alpha1, which every vSphere in the table serves
   */
  readonly apiVersion?: VmApiVersion;
}

/**
 * A VM in the vSphere Namespace that runs the same receiver or sender as the Pods, to test multicast between Pods and
 * VMs. cloud-init starts it. Writes two objects: the VirtualMachine, and a Secret with the cloud-config, because VM
 * Operator reads it from a Secret. The cloud-config contains no secret.
 *
 * cloud-init reads the cloud-config only at the first boot, and VM Operator does not accept a new one for a running VM:
 * to change the role, delete the VM and apply it again. The console of the VM and `journalctl -u 'multicast-*'` show
 * the packets that it counts.
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
   * Throws if it is not in a SupervisorChart, if Kubernetes does not accept a name, if the chart has a VM of this name
   * already, or if the documentation shows that the Supervisor does not serve the version of the API. Warns if that is
   * not certain.
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
    const { installIperf, sshAuthorizedKeys, role, apiVersion } = props;
    const [cloudInit, { version, doubt }] = together(
      () => MulticastCloudInit.of(role, { installIperf, sshAuthorizedKeys }),
      () => {
        const requested =
          apiVersion === undefined ? undefined : requireMember(`${subject}: apiVersion`, VmApiVersion, apiVersion);
        return chooseVmApi(subject, vsphereVersion, requested);
      },
      () =>
        requireObjectName(
          `${subject}: image`,
          props.image,
          `give the name of a VirtualMachineImage, such as "vmi-0a0044d7c690bcbea"`,
        ),
      () => requireObjectName(`${subject}: vmClass`, props.vmClass, 'give the name of a VM class'),
      () => requireObjectName(`${subject}: storageClass`, props.storageClass, 'give the name of a storage class'),
      () => requireNetwork(subject, props.network),
    );
    this.cloudInit = cloudInit;
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
    recordMade(secret, virtualMachine);
    const least = leastTtlFromOutside();
    if (role._ttl !== undefined && role._ttl < least) {
      warn(
        this,
        NOTICES.TTL_OF_VM,
        subject,
        `It sends with a TTL of ${role._ttl}, which reaches no Pod on the Pod network: a Node forwards packets of hosts outside to its Pods only with a TTL of ${least} or more. Set ttl of VmRole.sender() to ${least} or more, or leave it out.`,
      );
    }
    recordMachine(this, role.kind === 'sender' ? MachineRole.SENDS : MachineRole.RECEIVES, role.streams);
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

function requireNetwork(subject: string, network: VmNetwork | undefined): void {
  if (network !== undefined && !(network instanceof VmNetwork)) {
    throw new InvalidInput(
      `${subject}: network is ${quote(network)}: give VmNetwork.nsx(NAME) or VmNetwork.distributedSwitch(NAME).`,
    );
  }
}

/** Key of the cloud-config in the Secret. VM Operator requires this key in v1alpha1; v1alpha2 names its key. */
const USER_DATA = 'user-data';

type VmManifest = { readonly apiVersion: string; readonly kind: string; readonly spec: object };

/** Renders a VirtualMachine of v1alpha1. */
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

/** Renders a VirtualMachine of v1alpha2. */
function renderV1Alpha2(secretName: string, props: MulticastVirtualMachineProps): VmManifest {
  const { image, vmClass, storageClass, network } = props;
  const spec = vmOperator.toJson_VirtualMachineV1Alpha2Spec({
    imageName: image,
    className: vmClass,
    storageClass,
    powerState: vmOperator.VirtualMachineV1Alpha2SpecPowerState.POWERED_ON,
    network: network && {
      interfaces: [
        // The server gives its default interface this name, and cloud-init gives it to the device.
        { name: 'eth0', network: { apiVersion: network._apiVersion, kind: network._kind, name: network.name } },
      ],
    },
    bootstrap: { cloudInit: { rawCloudConfig: { name: secretName, key: USER_DATA } } },
  }) as object;
  return { ...vmOperator.VirtualMachineV1Alpha2.GVK, spec };
}
