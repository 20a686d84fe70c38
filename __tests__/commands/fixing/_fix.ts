import { readFileSync } from 'node:fs';
import { Folder, Result, run } from '../_run';

export const GATES =
  'AntreaProxy: true, EndpointSlice: false, AntreaPolicy: true, FlowExporter: false, Egress: true, NodePortLocal: true, AntreaTraceflow: true, NetworkPolicyStats: true';

/** Lines of an AntreaConfig with the settings. */
export function antreaConfig(settings: string, name = 'video-antrea-package'): string {
  return `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata: { name: ${name}, namespace: broadcast }
spec:
  antrea:
    config:
${settings.replace(/^(?=.)/gm, '      ')}
`;
}

/** Lines of an AddonConfig with the settings. */
export function addonConfig(settings: string, name = 'video-antrea', more = ''): string {
  return `apiVersion: addons.kubernetes.vmware.com/v1alpha1
kind: AddonConfig
metadata: { name: ${name}, namespace: broadcast }
spec:
${more}  values:
    antrea:
      config:
${settings.replace(/^(?=.)/gm, '        ')}
`;
}

export const EARLY = 'v1.25.7---vmware.3-fips.1-tkg.1';
export const WITH_ADDON = 'v1.35.6---vmware.2-vkr.3';

/** Lines of a Cluster without findings of its own that --fix could end. */
export function cluster(release: string, { name = 'video', pods = '172.20.0.0/16', more = '' } = {}): string {
  const isEarly = release === EARLY;
  const os = isEarly ? 'os-name=ubuntu' : '"os-name=ubuntu,os-version=24.04"';
  const addons = '{ cniRef: { name: antrea, namespace: vmware-system-vks-public } }';
  return `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: ${name}, namespace: broadcast }
spec:
  clusterNetwork:
    pods: { cidrBlocks: [${pods}] }
    services: { cidrBlocks: [172.21.0.0/16] }
  topology:
    class: ${isEarly ? 'tanzukubernetescluster' : 'builtin-generic-v3.7.0'}
    version: ${release}
    controlPlane: { replicas: 1, metadata: { annotations: { run.tanzu.vmware.com/resolve-os-image: ${os} } } }
    workers:
      machineDeployments:
        - class: node-pool
          name: np
          replicas: 3
          metadata: { annotations: { run.tanzu.vmware.com/resolve-os-image: ${os} } }
    variables:
      - { name: vmClass, value: best-effort-large }
      - { name: storageClass, value: gold }
${isEarly ? '' : `      - { name: bootstrapAddons, value: ${addons} }\n`}${more}`;
}

export const RECEIVER = `apiVersion: v1
kind: Pod
metadata: { name: receiver, namespace: media }
spec:
  containers:
    - { name: iperf, image: x, command: [iperf, -s, -u, -B, 239.1.2.3] }
`;

export const documents = (...texts: string[]): string => texts.join('---\n');

/** The lines of a diff that are changed, without those of its heads. */
export function changedLines(diff: string): string[] {
  const isHead = (line: string) => /^(---|\+\+\+) \S/.test(line);
  return diff.split('\n').filter((line) => /^[-+]/.test(line) && !isHead(line));
}

/** Runs --fix --yes on a file in the folder. `lines` are the changed ones, and `text` is the file afterwards. */
export async function fix(
  folder: Folder,
  content: string,
  ...options: string[]
): Promise<Result & { lines: string[]; text: string }> {
  folder.write('all.yaml', content);
  const result = await run(['lint', 'all.yaml', '--fix', '--yes', ...options]);
  return { ...result, lines: changedLines(result.out.split('\n\n')[0]), text: readFileSync('all.yaml', 'utf8') };
}
