import { parse } from 'yaml';
import { MulticastCloudInit, VmRole } from '../../lib';
import { Pod } from './_pod';
import { Site } from './_site';

/** Runs what the cloud-init of a role starts in the VM. */
export function startVm(site: Site, role: VmRole, root?: string): Promise<Pod> {
  return startMachine(site, MulticastCloudInit.of(role).userData, root);
}

/**
 * Runs what a cloud-init starts in the VM, as its units specify: the kubelet of these tests does what systemd does, and the
 * answer of health.sh stands for readiness.
 */
export function startMachine(site: Site, userData: string, root?: string): Promise<Pod> {
  const { write_files: files } = parse(userData, { version: '1.1' });
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
    containers: services.map((service: Service) => ({
      name: service.state,
      command: service.command,
      env: service.env,
      readinessProbe: { exec: { command: probeOf(service, folder) }, periodSeconds: 2, failureThreshold: 1 },
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

/** The question to health.sh for the stream of a service. */
function probeOf({ command }: Service, folder: string): string[] {
  const script = command.findIndex((word) => /\/(receive|send)\.sh$/.test(word));
  const question = command[script].endsWith('/send.sh') ? 'sending' : 'receiving';
  return ['sh', `${folder}/health.sh`, question, ...command.slice(script + 1, script + 3)];
}
