import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import type { KubernetesObject, KubernetesObjectApi } from '@kubernetes/client-node' with {
  'resolution-mode': 'import',
};

/** Defaults of Pod Security admission, as a release configures them. */
export interface PodSecurityDefaults {
  readonly enforce: string;
  readonly warn: string;
  readonly audit: string;
}

/** The answer of kubectl. */
export interface Answer {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** A kube-apiserver on loopback with its own etcd, and the kubectl of its version. */
export class ApiServer {
  /** Starts both. They end with this process, also if it is killed. */
  public static async start(name: string, assets: string, podSecurity: PodSecurityDefaults): Promise<ApiServer> {
    const versions = Object.fromEntries(['enforce', 'warn', 'audit'].map((mode) => [`${mode}-version`, 'latest']));
    const configuration = {
      defaults: { ...podSecurity, ...versions },
      exemptions: { usernames: [], runtimeClasses: [], namespaces: ['kube-system'] },
    };
    const keeper = spawn(
      process.execPath,
      [join(__dirname, '_keeper.cjs'), assets, JSON.stringify(configuration)],
      // A separate process group: Ctrl-C reaches only the tests, and the keeper notices their end.
      { stdio: ['pipe', 'pipe', 'inherit'], detached: true },
    );
    const line = await new Promise<string>((resolve, reject) => {
      let text = '';
      keeper.stdout
        .on('data', (part) => (text += part))
        .on('end', () => (text ? resolve(text) : reject(new Error(`${name} did not start`))));
      keeper.stdout.on('data', () => text.includes('\n') && resolve(text));
    });
    const { kubeconfig, folder } = JSON.parse(line) as { kubeconfig: string; folder: string };
    return new ApiServer(name, assets, kubeconfig, folder, keeper);
  }

  private client?: KubernetesObjectApi;

  private constructor(
    public readonly name: string,
    private readonly assets: string,
    private readonly kubeconfig: string,
    /** A temporary folder that is removed with the server, also if the tests are killed. */
    public readonly folder: string,
    private readonly keeper: ChildProcess,
  ) {}

  /** Runs kubectl, with `documents` as standard input. */
  public kubectl(args: string[], ...documents: object[]): Answer {
    // Separate YAML documents: for a List, kubectl 1.25 would use its own schemas instead of those of the server.
    const input = documents.length > 0 ? Yaml.stringify(...documents) : undefined;
    const options = { input, encoding: 'utf8' as const, maxBuffer: 2 ** 26 };
    const { status, stdout, stderr } = spawnSync(
      join(this.assets, 'kubectl'),
      [`--kubeconfig=${this.kubeconfig}`, '--cache-dir', `${this.kubeconfig}.cache`, ...args],
      options,
    );
    return { ok: status === 0, stdout, stderr };
  }

  /** Server-side apply under strict field validation. */
  public apply(documents: object[], ...options: string[]): Answer {
    return this.kubectl(['apply', '--server-side', '--validate=strict', ...options, '-f', '-'], ...documents);
  }

  /** Returns the stored object, read with the official client. */
  public async read(document: KubernetesObject): Promise<any> {
    if (!this.client) {
      const { KubeConfig, KubernetesObjectApi } = await import('@kubernetes/client-node');
      const config = new KubeConfig();
      config.loadFromString(readFileSync(this.kubeconfig, 'utf8'));
      this.client = KubernetesObjectApi.makeApiClient(config);
    }
    return this.client.read(document as never);
  }

  /** Installs CustomResourceDefinitions and waits until the server serves them. */
  public install(...files: string[]): void {
    const names = files.flatMap((file) => this.must(['create', '-f', file, '-o', 'name']).trim().split('\n'));
    const wait = ['wait', '--for=condition=Established', '--timeout=30s', ...names];
    // On a busy machine a new definition has no conditions yet, and kubectl ends at once.
    for (let tries = 0; tries < 10 && !this.kubectl(wait).ok; tries++) {
      spawnSync('sleep', ['1']);
    }
    this.must(wait);
  }

  public createNamespace(name: string, labels: { [name: string]: string } = {}): void {
    this.must(['create', '-f', '-'], { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  }

  /** Runs kubectl with a YAML file. */
  public applyFile(name: string, text: string): Answer {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return this.kubectl(['apply', '-f', path]);
  }

  public must(args: string[], ...documents: object[]): string {
    const { ok, stdout, stderr } = this.kubectl(args, ...documents);
    if (!ok) {
      throw new Error(`${this.name}: kubectl ${args.join(' ')}: ${stderr}`);
    }
    return stdout;
  }

  /** Ends both processes and removes their data. */
  public async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.keeper.once('exit', resolve));
    this.keeper.stdin?.end();
    await ended;
  }
}
