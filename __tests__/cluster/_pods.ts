const RESTRICTED_CONTEXT = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const RESTRICTED_POD = { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } };

function pod(name: string, container: object, spec: object = {}): any {
  const containers = [{ name: 'main', image: 'registry.example.com/iperf:v1', ...container }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { ...spec, containers } };
}

/** A Pod that satisfies every level, except for one field. */
function but(name: string, context: object, spec: object = {}, podContext: object = {}, more: object = {}): any {
  return pod(
    name,
    { securityContext: { ...RESTRICTED_CONTEXT, ...context }, ...more },
    { securityContext: { ...RESTRICTED_POD, ...podContext }, ...spec },
  );
}

const volume = (type: string, value: object = {}) => ({ volumes: [{ name: 'v', [type]: value }] });

/** Pods on both sides of each check of Pod Security. */
export const PODS: any[] = [
  pod('bare', {}),
  but('restricted', {}),
  but('escalates', { allowPrivilegeEscalation: undefined }),
  but('keeps-capabilities', { capabilities: undefined }),
  but('drops-one', { capabilities: { drop: ['NET_RAW'] } }),
  but('binds-low-ports', { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
  but('adds-chown', { capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
  but('adds-net-admin', { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }),
  but('adds-net-raw', { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } }),
  but('privileged', { privileged: true, allowPrivilegeEscalation: true }),
  but('may-be-root', {}, {}, { runAsNonRoot: undefined }),
  but('container-may-be-root', { runAsNonRoot: false }),
  but('container-says-not-root', { runAsNonRoot: true }, {}, { runAsNonRoot: undefined }),
  but('root', {}, {}, { runAsUser: 0 }),
  but('container-root', { runAsUser: 0 }),
  but('no-seccomp', {}, {}, { seccompProfile: undefined }),
  but('seccomp-of-container', { seccompProfile: { type: 'RuntimeDefault' } }, {}, { seccompProfile: undefined }),
  but('seccomp-unconfined', { seccompProfile: { type: 'Unconfined' } }),
  but('seccomp-local', { seccompProfile: { type: 'Localhost', localhostProfile: 'p.json' } }),
  but('host-network', {}, { hostNetwork: true }),
  but('host-pid', {}, { hostPID: true }),
  but('host-ipc', {}, { hostIPC: true }),
  but('host-port', {}, {}, {}, { ports: [{ containerPort: 5001, hostPort: 5001 }] }),
  but('port', {}, {}, {}, { ports: [{ containerPort: 5001 }] }),
  but('host-path', {}, volume('hostPath', { path: '/tmp' })),
  but('empty-dir', {}, volume('emptyDir')),
  but('config-map', {}, volume('configMap', { name: 'c' })),
  but('nfs', {}, volume('nfs', { server: 's', path: '/' })),
  but('safe-sysctl', {}, {}, { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] }),
  but('unsafe-sysctl', {}, {}, { sysctls: [{ name: 'net.ipv4.igmp_max_memberships', value: '50' }] }),
  but('selinux-type', { seLinuxOptions: { type: 'container_t' } }),
  but('selinux-user', { seLinuxOptions: { user: 'sysadm_u' } }),
  but('init-container', {}, { initContainers: [{ name: 'first', image: 'registry.example.com/iperf:v1' }] }),
];
