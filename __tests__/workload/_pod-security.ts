/** Returns, for each field, why the Pod Security level `restricted` refuses a Pod. Empty if the Pod is accepted. */
export function restrictedViolations(pod: any): string[] {
  const violations: string[] = [];
  const need = (ok: boolean, what: string) => ok || violations.push(what);
  need(!pod.hostNetwork && !pod.hostPID && !pod.hostIPC, 'host namespaces');
  need(
    (pod.volumes ?? []).every((volume: any) => !volume.hostPath),
    'hostPath volumes',
  );
  const containers = [...(pod.initContainers ?? []), ...pod.containers];
  for (const { name, securityContext = {}, ports = [] } of containers) {
    const effective = { ...pod.securityContext, ...securityContext };
    need(!securityContext.privileged, `${name}: privileged`);
    need(securityContext.allowPrivilegeEscalation === false, `${name}: allowPrivilegeEscalation`);
    need(JSON.stringify(securityContext.capabilities) === '{"drop":["ALL"]}', `${name}: capabilities`);
    need(effective.runAsNonRoot === true, `${name}: runAsNonRoot`);
    need(effective.runAsUser > 0, `${name}: runAsUser`);
    need(effective.seccompProfile?.type === 'RuntimeDefault', `${name}: seccompProfile`);
    need(
      ports.every((port: any) => !port.hostPort),
      `${name}: hostPort`,
    );
  }
  return violations;
}
