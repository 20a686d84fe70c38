import { parse } from 'yaml';
import { MulticastCloudInit, VmRole } from '../../lib';
import { Pod } from './_pod';
import { Site } from './_site';

/**
 * Runs what a cloud-init starts in the VM, as its units say: systemd's part is played by the kubelet of these tests, and
 * the answer of health.sh stands for readiness.
 */
export function startVm(site: Site, role: VmRole, root?: string): Promise<Pod> {
  const { write_files: files } = parse(MulticastCloudInit.of(role).userData, { version: '1.1' });
  const units = files.filter(({ path }: { path: string }) => path.endsWith('.service'));
  const scripts = files.filter(({ path }: { path: string }) => path.endsWith('.sh'));
  const folder = scripts[0].path.replace(/\/[^/]+$/, '');
  const data = Object.fromEntries(scripts.map(({ path, content }: any) => [path.replace(/.*\//, ''), content]));
  const services = units.map(({ content }: { content: string }) => serviceOf(content));
  const spec = {
    restartPolicy: services[0].restart === 'always' ? 'Always' : 'OnFailure',
    terminationGracePeriodSeconds: 90,
    // What DynamicUser takes is a free number from this range on.
    securityContext: { runAsUser: 61184, runAsGroup: 61184 },
    volumes: [
      { name: 'scripts', configMap: { name: 'scripts' } },
      ...services.map(({ state }: Service) => ({ name: state, emptyDir: {} })),
    ],
    containers: services.map((service: Service, i: number) => ({
      name: service.state,
      command: service.command,
      env: service.env,
      readinessProbe: { exec: { command: probeOf(role, i, folder) }, periodSeconds: 2, failureThreshold: 1 },
      volumeMounts: [
        { name: 'scripts', mountPath: folder, readOnly: true },
        { name: service.state, mountPath: `/run/${service.state}` },
      ],
    })),
  };
  const manifests = [{ kind: 'ConfigMap', metadata: { name: 'scripts' }, data }];
  return Pod.start(site, 'vm', spec, { manifests, root });
}

interface Service {
  readonly command: string[];
  readonly env: { readonly name: string; readonly value: string }[];
  /** Its folder below /run. */
  readonly state: string;
  readonly restart: string;
}

function serviceOf(unit: string): Service {
  const setting = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)![1];
  const [, name, value] = /^(\w+)=(.*)$/.exec(setting('Environment'))!;
  const words = setting('ExecStart').split(' ');
  return {
    command: words.map((word) => word.replaceAll('%%', '%').replaceAll('$$', '$')),
    env: [{ name, value }],
    state: setting('RuntimeDirectory'),
    restart: setting('Restart'),
  };
}

function probeOf(role: VmRole, i: number, folder: string): string[] {
  const { group, port } = role.streams[i];
  return ['sh', `${folder}/health.sh`, role.kind === 'receiver' ? 'receiving' : 'sending', group, String(port)];
}
