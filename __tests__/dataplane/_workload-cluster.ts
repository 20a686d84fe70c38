import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODES, antreaConfigMap, antreaPods, multicastGroup, nodes, notReady, podOf } from '../cluster/_proof-objects';
import { Pod } from './_pod';
import { run, until } from './_shell';
import { ADDRESSES, Place, Site } from './_site';

const PORT = 6443;
const TOKEN = 'token-of-the-proof';

/** A Deployment whose Pod runs at a place. */
interface Member {
  readonly deployment: any;
  readonly place: Place;
  readonly pod: Pod;
  /** End of the name of the Pod, if the Deployment has several. */
  readonly suffix?: string;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * The API server that the proof asks. Antrea's Pods and ConfigMap are written down. Readiness, logs and groups are those of
 * the Pods that run. It listens on the network of the Nodes, at the address of the VM.
 */
export class WorkloadCluster {
  public static async start(site: Site, members: Member[]): Promise<WorkloadCluster> {
    const folder = mkdtempSync('/run/api-server-');
    const files = ['-keyout', join(folder, 'tls.key'), '-out', join(folder, 'tls.crt')];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const name = ['-subj', '/CN=kubernetes', '-addext', `subjectAltName=IP:${ADDRESSES.vm}`];
    await run('openssl', 'req', '-x509', '-days', '1', ...key, ...name, ...files);
    const program = [process.execPath, join(__dirname, '_api-server.cjs'), ADDRESSES.vm, String(PORT), folder];
    const child = spawn('nsenter', [`--net=/run/netns/${site.namespace('vm')}`, ...program], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const cluster = new WorkloadCluster(site, members, child, readFileSync(join(folder, 'tls.crt'), 'utf8'));
    if (!(await until(() => cluster.isListening, 10))) {
      throw new Error('The API server of the proof does not listen.');
    }
    return cluster;
  }

  /** URLs that have no answer, so the proof asks for something that this class does not know. */
  public readonly unknown: string[] = [];

  private isListening = false;

  private constructor(
    private readonly site: Site,
    private readonly members: Member[],
    private readonly child: ChildProcess,
    private readonly authority: string,
  ) {
    child.on('message', (message: any) => {
      if (message.isListening) {
        this.isListening = true;
      } else {
        void this.answer(message).then((answer) => child.send({ id: message.id, ...answer }));
      }
    });
  }

  public stop(): void {
    this.child.disconnect();
  }

  /** Runs the Pod of a Job at a place, with the token and the addresses that each Pod gets. */
  public runJob(job: any, place: Place, manifests: any[]): Promise<Pod> {
    const { spec } = job.spec.template;
    const account = 'service-account';
    const files = { kind: 'ConfigMap', metadata: { name: account }, data: { token: TOKEN, 'ca.crt': this.authority } };
    const [container] = spec.containers;
    const env = [
      ...container.env,
      { name: 'KUBERNETES_SERVICE_HOST', value: ADDRESSES.vm },
      { name: 'KUBERNETES_SERVICE_PORT', value: String(PORT) },
    ];
    const mount = { name: account, mountPath: '/run/secrets/kubernetes.io/serviceaccount', readOnly: true };
    const withToken = {
      ...spec,
      volumes: [...spec.volumes, { name: account, configMap: { name: account } }],
      containers: [{ ...container, env, volumeMounts: [...container.volumeMounts, mount] }],
    };
    return Pod.start(this.site, place, withToken, { manifests: [...manifests, files] });
  }

  private async answer({ url, authorization }: { url: string; authorization?: string }): Promise<Answer> {
    if (authorization !== `Bearer ${TOKEN}`) {
      return { status: 401, body: 'Unauthorized' };
    }
    const { pathname, searchParams } = new URL(url, 'https://kubernetes');
    const answer = await this.find(pathname, searchParams);
    if (answer === undefined) {
      this.unknown.push(url);
      return { status: 404, body: 'not found' };
    }
    return { status: 200, body: typeof answer === 'string' ? answer : JSON.stringify(answer) };
  }

  private async find(path: string, query: URLSearchParams): Promise<object | string | undefined> {
    const wanted = (query.get('labelSelector') ?? '').split(',').map((text) => text.split('='));
    const selected = (objects: any[]) => ({
      items: objects.filter(({ metadata }) => wanted.every(([label, value]) => metadata.labels[label] === value)),
    });
    switch (path) {
      case '/api/v1/nodes':
        return { items: nodes(0) };
      case '/api/v1/namespaces/kube-system/pods':
        return selected(antreaPods());
      case '/api/v1/namespaces/kube-system/configmaps/antrea-config':
        return antreaConfigMap();
      case '/apis/stats.antrea.io/v1alpha1/multicastgroups':
        return { items: await this.groups() };
    }
    const [, namespace, name] = /^\/api\/v1\/namespaces\/([^/]+)\/pods(?:\/([^/]+)\/log)?$/.exec(path) ?? [];
    const found = this.members.filter(({ deployment }) => deployment.metadata.namespace === namespace);
    if (name === undefined) {
      return namespace === undefined ? undefined : selected(found.map(objectOf));
    }
    const member = found.find((one) => objectOf(one).metadata.name === name);
    const container = [...(member?.pod.sidecars ?? []), ...(member?.pod.containers ?? [])].find(
      (one) => one.name === query.get('container'),
    );
    const lines = container?.log.slice(-Number(query.get('tailLines') ?? 0));
    return lines?.map(({ at, line }) => `${timeOf(at)} ${line}\n`).join('');
  }

  /** The groups that the Pods have joined. */
  private async groups(): Promise<any[]> {
    const pods = this.members.filter(({ deployment }) => !deployment.spec.template.spec.hostNetwork);
    const joined = await Promise.all(
      pods.map(async (member) => {
        const list = await this.site.ip(member.place, '-4', 'maddress', 'show', 'dev', 'eth0');
        return [...list.matchAll(/inet +(\S+)/g)].map(([, group]) => ({ group, pod: objectOf(member) }));
      }),
    );
    const memberships = joined.flat();
    return [...new Set(memberships.map(({ group }) => group))].map((group) =>
      multicastGroup(
        group,
        memberships.filter((one) => one.group === group).map(({ pod }) => pod),
      ),
    );
  }
}

/** The Pod as its API server shows it. The Nodes of the article stand for those of the site. */
function objectOf({ deployment, place, pod, suffix = 'x2x4v' }: Member): any {
  const isFar = ['pod-c', 'node-2'].includes(place);
  const object = podOf(deployment, suffix, NODES.length - (isFar ? 1 : 2));
  return pod.isReady
    ? object
    : { ...object, status: notReady([...pod.sidecars, ...pod.containers].find(({ isReady }) => !isReady)!.name) };
}

/** The time of a line, as a kubelet writes it. */
function timeOf(at: number): string {
  return new Date(performance.timeOrigin + at * 1000).toISOString().replace('Z', '000000Z');
}
