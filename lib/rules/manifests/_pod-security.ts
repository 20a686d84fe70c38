import { Tree, isTree } from '../../checks/_trees';
import { containersOf } from './_pods';

// The checks of https://kubernetes.io/docs/concepts/security/pod-security-standards/, each with its name in messages.

const BASELINE_CAPABILITIES = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP'],
  ...['SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];
const SAFE_SYSCTLS = [
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start'],
  ...['net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports'],
  ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl'],
  ...['net.ipv4.tcp_keepalive_probes'],
];
const VOLUMES = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'],
];
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

/** The violations of the level `baseline` in the spec and the annotations of a Pod. */
export function againstBaseline(spec: Tree, annotations: Tree = {}): string[] {
  const containers = containersOf(spec);
  const contexts = [contextOf(spec), ...containers.map(contextOf)];
  const found: [boolean, string][] = [
    [['hostNetwork', 'hostPID', 'hostIPC'].some((name) => spec[name] === true), 'host namespaces'],
    [containers.some((container) => contextOf(container).privileged === true), 'privileged'],
    [
      containers.some((container) => added(container).some((name) => !BASELINE_CAPABILITIES.includes(name))),
      'non-default capabilities',
    ],
    [podVolumes(spec).some((volume) => volume.hostPath != null), 'hostPath volumes'],
    [
      containers.some((container) => list(container.ports).some((port) => Number(port.hostPort ?? 0) > 0)),
      'host ports',
    ],
    [contexts.some((context) => profileOf(context, 'seccompProfile') === 'Unconfined'), 'seccomp Unconfined'],
    [
      contexts.some((context) => profileOf(context, 'appArmorProfile') === 'Unconfined') ||
        Object.entries(annotations).some(
          ([name, value]) => name.startsWith(APPARMOR) && !/^(runtime\/default|localhost\/.*|)$/.test(String(value)),
        ),
      'AppArmor Unconfined',
    ],
    [contexts.some((context) => !['Default', undefined].includes(context.procMount)), 'procMount'],
    [list(contextOf(spec).sysctls).some(({ name }) => !SAFE_SYSCTLS.includes(name)), 'sysctls'],
    [
      contexts.some(
        ({ seLinuxOptions: se }) => isTree(se) && (!SELINUX_TYPES.includes(se.type ?? '') || se.user || se.role),
      ),
      'SELinux options',
    ],
    [contexts.some(({ windowsOptions: windows }) => isTree(windows) && windows.hostProcess === true), 'hostProcess'],
  ];
  return found.filter(([isFound]) => isFound).map(([, what]) => what);
}

/** The violations of the level `restricted` in the spec and the annotations of a Pod. */
export function againstRestricted(spec: Tree, annotations: Tree = {}): string[] {
  const containers = containersOf(spec);
  const ofPod = contextOf(spec);
  const effective = (container: Tree, name: string) => contextOf(container)[name] ?? ofPod[name];
  const seccomp = (container: Tree) =>
    profileOf(contextOf(container), 'seccompProfile') ?? profileOf(ofPod, 'seccompProfile');
  const all = (holds: (container: Tree) => boolean) => containers.every(holds);
  // Since Kubernetes 1.25, these checks do not apply to Windows.
  const isLinux = !isTree(spec.os) || spec.os.name !== 'windows';
  const found: [boolean, string][] = [
    [
      podVolumes(spec).some((volume) =>
        Object.keys(volume).some((type) => type !== 'name' && volume[type] != null && !VOLUMES.includes(type)),
      ),
      'restricted volume types',
    ],
    [
      isLinux && !all((one) => contextOf(one).allowPrivilegeEscalation === false),
      'allowPrivilegeEscalation is not false',
    ],
    [!all((one) => effective(one, 'runAsNonRoot') === true), 'runAsNonRoot is not true'],
    [ofPod.runAsUser === 0 || containers.some((one) => contextOf(one).runAsUser === 0), 'runAsUser is 0'],
    [
      isLinux && !all((one) => ['RuntimeDefault', 'Localhost'].includes(seccomp(one) ?? '')),
      'seccompProfile is not RuntimeDefault or Localhost',
    ],
    [isLinux && !all((one) => dropped(one).includes('ALL')), 'capabilities do not drop ALL'],
    [
      containers.some((one) => added(one).some((name) => name !== 'NET_BIND_SERVICE')),
      'capabilities add more than NET_BIND_SERVICE',
    ],
  ];
  return [...againstBaseline(spec, annotations), ...found.filter(([isFound]) => isFound).map(([, what]) => what)];
}

/**
 * Returns the first container that can open raw sockets: it has the capability NET_RAW unless it drops it, and a privileged one always
 * has it. A container runtime first drops ALL, then adds and drops single capabilities.
 */
export function containerWithRawSockets(spec: Tree): Tree | undefined {
  return containersOf(spec).find((container) => {
    const [adds, drops] = [added(container), dropped(container)].map((names) =>
      names.map((name) => name.toUpperCase()),
    );
    const isDropped = drops.includes('NET_RAW') || (drops.includes('ALL') && !adds.includes('NET_RAW'));
    return contextOf(container).privileged === true || !isDropped;
  });
}

function contextOf(owner: Tree): Tree {
  return isTree(owner.securityContext) ? owner.securityContext : {};
}

function list(value: unknown): Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : [];
}

function podVolumes(spec: Tree): Tree[] {
  return list(spec.volumes);
}

function capabilityNames(container: Tree, which: 'add' | 'drop'): string[] {
  const names = (contextOf(container).capabilities as Tree | undefined)?.[which];
  return Array.isArray(names) ? names.map(String) : [];
}

function added(container: Tree): string[] {
  return capabilityNames(container, 'add');
}

function dropped(container: Tree): string[] {
  return capabilityNames(container, 'drop');
}

function profileOf(context: Tree, name: string): string | undefined {
  return isTree(context[name]) ? context[name].type : undefined;
}
