import { FindingLevel } from '../../messages/finding';
import { imageVersionVerdicts } from '../../platform/_node-verdicts';
import { Release, cluster, os, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { nodeImagesOf } from '../manifests/_platform-verdicts';

const version = Release.WITH_ADDON;

export const AMBIGUOUS_IMAGE: Rule = {
  id: 'TAM043',
  level: FindingLevel.ERROR,
  title: 'Node images name one version that the release has',
  why: 'If a release has several versions of one operating system, the Supervisor cannot choose between them.',
  fix: 'Name the version in the annotation, such as os-name=ubuntu,os-version=24.04.',
  source: 'papivot/vks-best-practice, appendix E.3; VKS cluster manifest guide',
  kinds: ['Cluster'],
  check: (object, inventory) => {
    const release = inventory.asCluster('', object)?.release;
    return release === undefined ? NOT_APPLICABLE : imageVersionVerdicts(nodeImagesOf(object), release);
  },
  fails: { objects: [cluster({ topology: { version } })] },
  passes: { objects: [cluster({ topology: { version, controlPlane: os('ubuntu,os-version=24.04') } })] },
  notApplicable: { objects: [service()] },
};
