import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { controlPlaneReports } from '../manifests/_topology';

const withReplicas = (replicas: number) => cluster({ topology: { controlPlane: { replicas } } });

export const CONTROL_PLANE_SIZE: Rule = {
  id: 'TAM098',
  level: FindingLevel.ERROR,
  title: 'The control plane has a number of Nodes that the class accepts',
  why: 'More than half of the members of etcd must run, so the control plane has an odd number of Nodes: 1 or 3, and 5 on newer classes and releases. The Supervisor refuses other numbers.',
  fix: 'Write 1 or 3 to spec.topology.controlPlane.replicas.',
  source: 'VKS cluster manifest guide; a public CNCF conformance sample: "integer value 1 or 3"',
  kinds: ['Cluster'],
  at: 'spec.topology.controlPlane.replicas',
  check: controlPlaneReports,
  fails: { objects: [withReplicas(2)] },
  passes: { objects: [withReplicas(3)] },
  notApplicable: { objects: [service()] },
};
