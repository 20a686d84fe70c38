import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { parse } from 'yaml';

const PATHS: { readonly [kind: string]: (namespace: string) => string } = {
  Node: () => '/api/v1/nodes',
  APIService: () => '/apis/apiregistration.k8s.io/v1/apiservices',
  Pod: (namespace) => `/api/v1/namespaces/${namespace}/pods`,
  ConfigMap: (namespace) => `/api/v1/namespaces/${namespace}/configmaps`,
  Role: (namespace) => `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/roles`,
  ClusterRole: () => '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  MulticastGroup: () => '/apis/stats.antrea.io/v1alpha1/multicastgroups',
};

/** The answer of an API server. */
export interface Reply {
  readonly code: number;
  readonly body: any;
}

/** Writes objects with their status, as controllers and kubelets do. */
export class Admin {
  public readonly url: URL;
  public readonly authority: string;
  private readonly token: string;

  /** Uses the API server with the given folder. */
  public constructor(folder: string) {
    const { clusters, users } = parse(readFileSync(join(folder, 'kubeconfig'), 'utf8'));
    this.url = new URL(clusters[0].cluster.server);
    this.authority = Buffer.from(clusters[0].cluster['certificate-authority-data'], 'base64').toString();
    this.token = users[0].user.token;
  }

  public ask(method: string, path: string, body?: object, token = this.token): Promise<Reply> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    return this.send(method, path, type, body, token);
  }

  /** Sends a body of the given content type. */
  public send(method: string, path: string, type: string, body?: object, token = this.token): Promise<Reply> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type };
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.url), { method, headers, ca: this.authority }, (answer) => {
        let text = '';
        answer
          .on('data', (part) => (text += part))
          .on('end', () => {
            const json = answer.headers['content-type'] === 'application/json';
            resolve({ code: answer.statusCode ?? 0, body: json ? JSON.parse(text) : text });
          });
      });
      asked.once('error', reject).end(body && JSON.stringify(body));
    });
  }

  /** Creates the objects, each with its status. */
  public async create(...objects: any[]): Promise<void> {
    for (const object of objects) {
      await this.must('POST', this.pathOf(object, ''), object);
      if (object.status) {
        await this.patch(object, { status: object.status }, '/status');
      }
    }
  }

  public async patch(object: any, patch: object, below = ''): Promise<void> {
    await this.must('PATCH', `${this.pathOf(object)}${below}`, patch);
  }

  /** Replaces the whole status of a Pod. */
  public async setStatus(pod: any, status: object): Promise<void> {
    await this.patch(pod, { status: { conditions: null, containerStatuses: null, ...status } }, '/status');
  }

  /** Binds a Pod to a Node, as the scheduler does. */
  public async bind(pod: any, node: string): Promise<void> {
    const target = { apiVersion: 'v1', kind: 'Node', name: node };
    const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name: pod.metadata.name }, target };
    await this.must('POST', `${this.pathOf(pod)}/binding`, binding);
  }

  /** Starts the deletion of a Pod, which ends when its kubelet confirms it. */
  public async end(pod: any): Promise<void> {
    await this.must('DELETE', `${this.pathOf(pod)}?gracePeriodSeconds=600`);
  }

  public async delete(object: any): Promise<void> {
    await this.must('DELETE', `${this.pathOf(object)}?gracePeriodSeconds=0`);
  }

  private pathOf({ kind, metadata }: any, name = `/${metadata.name}`): string {
    return `${PATHS[kind](metadata.namespace)}${name}`;
  }

  private async must(method: string, path: string, body?: object): Promise<void> {
    const { code, body: answer } = await this.ask(method, path, body);
    if (code >= 300) {
      throw new Error(`${method} ${path}: ${code} ${JSON.stringify(answer)}`);
    }
  }
}
