import { parseAllDocuments } from 'yaml';
import { ProjectCopy } from './_project';

/** What the real cdk8s-cli writes and prints for an example. */
export interface Written {
  readonly status: number | null;
  /** The ids of the warnings, without those of the release, which each README names. */
  readonly warnings: string[];
  /** Kind and name of each object of the workload cluster. */
  readonly names: string[];
  /** The container of each workload that the library makes, and its labels. */
  readonly containers: { [workload: string]: object };
  /** Labels of the Pods that the policies allow to join and to send, by the name of the rule. */
  readonly allowed: { [rule: string]: object };
  readonly runbook: string;
  readonly objects: any[];
}

/** Bugs of Antrea 1.9.0. */
const OF_RELEASE = 'TAM009';

export function synthExample(example: string): Written {
  const project = new ProjectCopy();
  const { status, stderr } = project.synth(`examples/${example}`);
  const files = Object.entries(project.written(`examples/${example}`));
  project.remove();
  const [, yaml] = files.find(([file]) => file.endsWith('-workload.k8s.yaml')) ?? ['', ''];
  const objects = parseAllDocuments(yaml).map((document) => document.toJS());
  const rules = objects.filter(({ kind }) => kind === 'NetworkPolicy').flatMap(({ spec }) => spec.egress);
  const allowed = rules.filter(({ action, to, protocols = [] }) => action === 'Allow' && (to || protocols[0].igmp));
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  return {
    status,
    warnings: [...stderr.matchAll(/^warning.*\b(TAM\d+)\b/gm)].map(([, id]) => id).filter((id) => id !== OF_RELEASE),
    names: objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    containers: Object.fromEntries(deployments.map(({ metadata, spec }) => [metadata.name, partsOf(spec.template)])),
    allowed: Object.fromEntries(
      allowed.flatMap(({ name, appliedTo = [] }) =>
        appliedTo.map(({ podSelector }: any) => [name, podSelector?.matchLabels]),
      ),
    ),
    runbook: files.find(([file]) => file.endsWith('.md'))?.[1] ?? '',
    objects,
  };
}

/** What the example is about: the streams of the Pods, and what the containers run and are told. */
function partsOf({ metadata, spec }: any): object {
  const streams = Object.entries(metadata.labels).filter(([label]) => label.startsWith('multicast-stream/'));
  return {
    streams: Object.fromEntries(streams),
    containers: spec.containers.map(({ name, command, args, env = [] }: any) => ({
      name,
      run: [...(command ?? []), ...(args ?? [])].join(' '),
      env: env.map(({ name: variable, value }: any) => `${variable}=${value}`),
    })),
  };
}
