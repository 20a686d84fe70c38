import { FindingLevel } from '../../messages/finding';
import { classVerdicts } from '../../platform/_class-verdicts';
import { knownClusterClass } from '../../platform/_cluster-classes';
import { Release, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { classPlace, reportedAt } from '../manifests/_places';
import { classNameOf } from '../manifests/_platform-verdicts';

const ofClass = (name: string) => cluster({ topology: { version: Release.WITH_ADDON, class: name } });

export const CLASS_OF_RELEASE: Rule = {
  id: 'TAM080',
  level: FindingLevel.ERROR,
  title: 'The ClusterClass fits the release',
  why: 'Kubernetes 1.34 and later need a class that is new enough, and later versions of VKS remove old classes. A class that only some versions of VKS have gives a warning. A deprecated class gives a note.',
  fix: 'Choose a class that the release accepts: docs/compatibility.md, Versions of VKS, lists these classes.',
  source: 'docs/compatibility.md, Versions of VKS',
  kinds: ['Cluster'],
  check: (object, inventory) => {
    const name = classNameOf(object);
    const release = inventory.asCluster('', object)?.release;
    return object.apiVersion.startsWith('cluster.x-k8s.io/') && release !== undefined && knownClusterClass(name)
      ? classVerdicts(name, release).flatMap((verdict) => reportedAt(verdict, classPlace(object)))
      : NOT_APPLICABLE;
  },
  fails: { objects: [ofClass('builtin-generic-v3.4.0')] },
  passes: { objects: [ofClass('builtin-generic-v3.7.0')] },
  notApplicable: { objects: [service()] },
};
