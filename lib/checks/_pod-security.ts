import { Path } from './_paths';
import { Tree, isTree } from './_trees';
import { containersOf } from './_pod-specs';

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

/** A violation of a level of Pod Security. */
export interface PodViolation {
  readonly what: string;
  /** The first field that violates it, from the Pod or its template on. The field may be missing. */
  readonly at: Path;
}

/** A map, with its place in the Pod. */
interface Placed {
  readonly map: Tree;
  readonly at: Path;
}

/** The violations of the level `baseline` in the spec and the annotations of a Pod. */
export function againstBaseline(spec: Tree, annotations: Tree = {}): PodViolation[] {
  const containers = placedContainers(spec);
  const all = [{ map: spec, at: ['spec'] }, ...containers];
  const hostNamespace = ['hostNetwork', 'hostPID', 'hostIPC'].find((name) => spec[name] === true);
  const unconfined = Object.keys(annotations).find(
    (name) => name.startsWith(APPARMOR) && !/^(runtime\/default|localhost\/.*|)$/.test(String(annotations[name])),
  );
  const found: [Path | undefined, string][] = [
    [hostNamespace === undefined ? undefined : ['spec', hostNamespace], 'host namespaces'],
    [inContext(containers, ['privileged'], ({ privileged }) => privileged === true), 'privileged'],
    [
      inContext(containers, ['capabilities', 'add'], (context) =>
        capabilitiesIn(context, 'add').some((name) => !BASELINE_CAPABILITIES.includes(name)),
      ),
      'non-default capabilities',
    ],
    [firstOf(podVolumes(spec), ['hostPath'], (volume) => volume.hostPath != null), 'hostPath volumes'],
    [
      firstOf(
        containers.flatMap(({ map, at }) => list(map.ports, [...at, 'ports'])),
        ['hostPort'],
        (port) => Number(port.hostPort ?? 0) > 0,
      ),
      'host ports',
    ],
    [
      inContext(all, ['seccompProfile', 'type'], (context) => profileOf(context, 'seccompProfile') === 'Unconfined'),
      'seccomp Unconfined',
    ],
    [
      inContext(
        all,
        ['appArmorProfile', 'type'],
        (context) => profileOf(context, 'appArmorProfile') === 'Unconfined',
      ) ?? (unconfined === undefined ? undefined : ['metadata', 'annotations', unconfined]),
      'AppArmor Unconfined',
    ],
    [inContext(all, ['procMount'], ({ procMount }) => !['Default', undefined].includes(procMount)), 'procMount'],
    [
      firstOf(
        list(contextOf(spec).sysctls, ['spec', 'securityContext', 'sysctls']),
        ['name'],
        ({ name }) => !SAFE_SYSCTLS.includes(name),
      ),
      'sysctls',
    ],
    [
      inContext(
        all,
        ['seLinuxOptions'],
        ({ seLinuxOptions: se }) => isTree(se) && (!SELINUX_TYPES.includes(se.type ?? '') || !!se.user || !!se.role),
      ),
      'SELinux options',
    ],
    [
      inContext(
        all,
        ['windowsOptions', 'hostProcess'],
        ({ windowsOptions: windows }) => isTree(windows) && windows.hostProcess === true,
      ),
      'hostProcess',
    ],
  ];
  return violationsIn(found);
}

/** Whether the Pod is for Windows. Since Kubernetes 1.25, several checks do not apply to it. */
export function isWindowsPod({ os }: Tree): boolean {
  return isTree(os) && os.name === 'windows';
}

/** The violations of the level `restricted` in the spec and the annotations of a Pod. */
export function againstRestricted(spec: Tree, annotations: Tree = {}): PodViolation[] {
  const containers = placedContainers(spec);
  const all = [{ map: spec, at: ['spec'] }, ...containers];
  const ofPod = contextOf(spec);
  const linux = isWindowsPod(spec) ? [] : containers;
  /** The place of a field of the first container that has another value: that of the Pod if only the Pod has a value. */
  const inEither = (owners: Placed[], field: Path, read: (context: Tree) => unknown, accepted: unknown[]) => {
    const found = owners.find(({ map }) => !accepted.includes(read(contextOf(map)) ?? read(ofPod)));
    const isOfPod = found && read(contextOf(found.map)) == null && read(ofPod) != null;
    return found && [...(isOfPod ? ['spec'] : found.at), 'securityContext', ...field];
  };
  const found: [Path | undefined, string][] = [
    [
      firstOf(podVolumes(spec), [], (volume) =>
        Object.keys(volume).some((type) => type !== 'name' && volume[type] != null && !VOLUMES.includes(type)),
      ),
      'restricted volume types',
    ],
    [
      inContext(linux, ['allowPrivilegeEscalation'], (context) => context.allowPrivilegeEscalation !== false),
      'allowPrivilegeEscalation is not false',
    ],
    [inEither(containers, ['runAsNonRoot'], ({ runAsNonRoot }) => runAsNonRoot, [true]), 'runAsNonRoot is not true'],
    [inContext(all, ['runAsUser'], ({ runAsUser }) => runAsUser === 0), 'runAsUser is 0'],
    [
      inEither(linux, ['seccompProfile', 'type'], (context) => profileOf(context, 'seccompProfile'), [
        'RuntimeDefault',
        'Localhost',
      ]),
      'seccompProfile is not RuntimeDefault or Localhost',
    ],
    [
      inContext(linux, ['capabilities', 'drop'], (context) => !capabilitiesIn(context, 'drop').includes('ALL')),
      'capabilities do not drop ALL',
    ],
    [
      inContext(containers, ['capabilities', 'add'], (context) =>
        capabilitiesIn(context, 'add').some((name) => name !== 'NET_BIND_SERVICE'),
      ),
      'capabilities add more than NET_BIND_SERVICE',
    ],
  ];
  return [...againstBaseline(spec, annotations), ...violationsIn(found)];
}

function violationsIn(found: [Path | undefined, string][]): PodViolation[] {
  return found.flatMap(([at, what]) => (at ? [{ what, at }] : []));
}

function placedContainers(spec: Tree): Placed[] {
  return containersOf(spec).map(({ container, at }) => ({ map: container, at: ['spec', ...at] }));
}

/** The place of a field of the first map for which the test holds. */
function firstOf(maps: Placed[], field: Path, isWrong: (map: Tree) => boolean): Path | undefined {
  for (const { map, at } of maps) {
    if (isWrong(map)) {
      return [...at, ...field];
    }
  }
  return undefined;
}

/** The place of a field of the first security context for which the test holds. */
function inContext(owners: Placed[], field: Path, isWrong: (context: Tree) => boolean): Path | undefined {
  for (const { map, at } of owners) {
    if (isWrong(contextOf(map))) {
      return [...at, 'securityContext', ...field];
    }
  }
  return undefined;
}

/** The security context of a Pod or a container. */
export function contextOf(owner: Tree): Tree {
  return isTree(owner.securityContext) ? owner.securityContext : NO_CONTEXT;
}

const NO_CONTEXT: Tree = Object.freeze({});

function list(value: unknown, at: Path): Placed[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value.flatMap((map, i) => (isTree(map) ? [{ map, at: [...at, i] }] : [])) : [];
}

function podVolumes(spec: Tree): Placed[] {
  return list(spec.volumes, ['spec', 'volumes']);
}

/** The capabilities that a security context adds or drops. */
export function capabilitiesIn(context: Tree, which: 'add' | 'drop'): string[] {
  const names = (context.capabilities as Tree | undefined)?.[which];
  return Array.isArray(names) ? names.map(String) : [];
}

function profileOf(context: Tree, name: string): string | undefined {
  return isTree(context[name]) ? context[name].type : undefined;
}
