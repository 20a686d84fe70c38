import { GitOps } from '../../lib';
import { oneCluster, twoEnvironments } from './_apps';
import { filesOf, pathsOf, textOf } from './_written';

const repoUrl = 'https://git.example.com/fleet.git';
const files = filesOf(twoEnvironments(), GitOps.argoCd({ repoUrl, path: 'out' }));

test('x', () => {
  console.log(pathsOf(files).join('\n'));
  console.log(textOf(files, 'applicationset.yaml'));
  console.log(textOf(files, 'production/c1/argocd/0000-application-supervisor.yaml'));
  console.log(textOf(files, 'production/c1/argocd/0001-application-workload.yaml'));
  console.log(textOf(files, 'production/c1/workload/0400-job-multicast-proof.yaml').slice(0, 500));
  console.log(textOf(files, 'production/c1/supervisor/0200-cluster-c1.yaml').slice(0, 500));
  console.log(textOf(files, 'production/c1/runbook.md').match(/.*argo.*/gi));
});
