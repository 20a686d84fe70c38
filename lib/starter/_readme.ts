import { Answers } from './_answers';
import { COMMANDS_OF, Toolchain } from './_toolchain';

const PACKAGE = 'node_modules/cdk8s-antrea-multicast';
const DOCS_FOLDER = `${PACKAGE}/docs`;

/** Returns the README of the app. */
export function readmeText({ cluster, vsphereNamespace, group, port, image }: Answers, { manager }: Toolchain): string {
  const { install, lockFile, exec } = COMMANDS_OF[manager];
  const run = (script: string) => `${manager} run ${script}`.padEnd(20);
  return `# ${cluster}

A [cdk8s](https://cdk8s.io) app. It writes a workload cluster with multicast in the vSphere Namespace ${vsphereNamespace}, a sender and a receiver of ${group}:${port}, and a Job that proves that packets arrive.

\`\`\`sh
${install.padEnd(20)} # once
${run('synth')} # writes dist/
${`${manager} test`.padEnd(20)} # compares the manifests with manifests.snapshot.json
${run('snapshot')} # accepts the manifests as they are now
${run('lint')} # checks dist/ with the rules
\`\`\`

## The files

- \`deployment.ts\` is the deployment. Change the names at its top first.
- \`main.ts\` writes it into \`dist/\`.
- \`manifests.test.ts\` compares it with \`manifests.snapshot.json\`, so that a review shows what a change does.
- \`.github/workflows/check.yml\` and \`.gitlab-ci.yml\` do the same in CI, and run the rules. Delete the one that you do not need. Commit \`${lockFile}\`: CI installs its versions.

## Deploy

\`dist/${cluster}-runbook.md\` has every command in order, with its expected output. In short:

- Apply \`dist/${cluster}-supervisor.k8s.yaml\` to the Supervisor, in the vSphere Namespace.
- Apply \`dist/${cluster}-workload.k8s.yaml\` to the workload cluster, when it is ready.

The sender, the receiver and the Job need an image with iperf 2, such as that of the library:

\`\`\`sh
docker build -t ${image} ${PACKAGE}/images/multicast
docker push ${image}
\`\`\`

\`${DOCS_FOLDER}/deploy.md\` shows how to read the result of the proof.

The warnings of the synth are about what is not certain. \`${exec} cdk8s-antrea-multicast explain TAM009\` explains an id.

## Go on

All pages are in \`${DOCS_FOLDER}/\`, such as \`vm-to-pod.md\` and \`pod-to-vm.md\` for VMs, \`applications.md\` for your own application and \`fleet.md\` for many clusters.
`;
}
