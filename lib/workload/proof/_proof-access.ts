import { ApiObject, ApiObjectProps, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { recordMade } from '../../state/_made-objects';
import { forEachPodNamespace } from '../_pods';
import { WorkloadChart } from '../workload-chart';

const RBAC = 'rbac.authorization.k8s.io';

const READ_LOGS = { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] };

/** Rights of a ServiceAccount in one namespace; without `namespace`, in the whole cluster. */
interface Access {
  readonly id: string;
  readonly namespace?: string;
  readonly rules: () => object[];
}

/** The ServiceAccount of a proof, and the ConfigMap of Antrea that it may read. */
export interface Account {
  readonly name: string;
  readonly namespace: string;
  readonly configMap: string;
}

/** Allows the ServiceAccount to read only the objects that check.sh reads. */
export function grantProof(scope: Construct, chart: WorkloadChart, account: Account): void {
  allow(scope, account, {
    id: 'Cluster',
    rules: () => [
      { apiGroups: [''], resources: ['nodes'], verbs: ['list'] },
      { apiGroups: ['stats.antrea.io'], resources: ['multicastgroups'], verbs: ['list'] },
    ],
  });
  allow(scope, account, {
    id: 'KubeSystem',
    namespace: 'kube-system',
    rules: () => [
      { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: [account.configMap], verbs: ['get'] },
    ],
  });
  forEachPodNamespace(chart, (namespace) => {
    const made = allow(scope, account, {
      id: `Pods-${namespace}`,
      namespace,
      rules: () => [
        { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
        ...(chart._workloads.hasLogsIn(namespace) ? [READ_LOGS] : []),
      ],
    });
    if (namespace === chart.hostNetworkNamespace) {
      made.forEach((object) => object.addDependency(chart._hostNetworkNamespaceObject()));
    }
  });
}

function allow(scope: Construct, { name, namespace: home }: Account, { id, namespace, rules }: Access): ApiObject[] {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  // With the namespace in the name, because proofs of two namespaces have objects in kube-system and in the cluster.
  const metadata = { name: `${name}.${home}`, namespace };
  const object = (childId: string, props: ApiObjectProps & { [field: string]: unknown }) => {
    const made = new ApiObject(scope, childId, { metadata, ...props });
    if (namespace === undefined) {
      // cdk8s adds the namespace of the chart to all of its objects, but cluster-wide objects have no namespace.
      made.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    recordMade(made);
    return made;
  };
  return [
    object(`${id}Role`, { apiVersion: `${RBAC}/v1`, kind, rules: Lazy.any({ produce: rules }) }),
    object(`${id}RoleBinding`, {
      apiVersion: `${RBAC}/v1`,
      kind: `${kind}Binding`,
      roleRef: { apiGroup: RBAC, kind, name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: home }],
    }),
  ];
}
