import { parseAllDocuments } from 'yaml';
import { ProjectCopy } from '../../cli/_project';
import { Container } from '../_container';
import { until } from '../_shell';
import { Place, Site } from '../_site';
import { WorkloadCluster } from '../_workload-cluster';
import { ApplicationPod } from './_pods';

type Manifest = { readonly [field: string]: any };

/** The longest time of a proof, in seconds. */
const PROOF_WITHIN = 150;

/** The objects of the workload cluster that `cdk8s synth` writes for an example. */
export function synthesized(example: string): Manifest[] {
  // In the memory of this run, which the kernel removes with the namespaces.
  const project = new ProjectCopy('/run');
  project.synth(`examples/${example}`);
  const files = Object.entries(project.manifests(`examples/${example}`));
  project.remove();
  const [, text] = files.find(([file]) => file.endsWith('-workload.k8s.yaml'))!;
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS());
}

/** A Pod of an example that runs. */
export interface Running {
  readonly deployment: Manifest;
  readonly place: Place;
  readonly pod: ApplicationPod;
  readonly suffix: string;
}

/** Starts a Pod of a Deployment of the example. */
export async function startPod(site: Site, documents: Manifest[], name: string, place: Place): Promise<Running> {
  const deployment = documents.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name)!;
  return { deployment, place, pod: await ApplicationPod.ofWorkload(site, place, deployment, documents), suffix: place };
}

/** Runs the proof of the example until it ends. */
export async function prove(
  site: Site,
  documents: Manifest[],
  pods: Running[],
  ...options: string[]
): Promise<Container> {
  const cluster = await WorkloadCluster.start(
    site,
    pods.map(({ pod, ...member }) => ({ ...member, pod: pod.pod })),
  );
  const job = structuredClone(documents.find(({ kind }) => kind === 'Job')!);
  job.spec.template.spec.containers[0].command.push(...options);
  const { container } = await cluster.runJob(job, 'pod-b', documents);
  await until(() => container.exits.length > 0, PROOF_WITHIN);
  cluster.stop();
  if (cluster.unknown.length > 0) {
    throw new Error(`The proof asks for ${cluster.unknown.join(', ')}.`);
  }
  return container;
}
