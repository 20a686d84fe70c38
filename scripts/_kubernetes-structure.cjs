// Reads the structure of the built-in kinds out of what a kube-apiserver publishes about itself. schemas/README.md describes
// the result. No description of a field is taken.

/** The kinds with a schema, by API version. The others are only known by name. */
const KINDS = {
  v1: [
    'ConfigMap',
    'LimitRange',
    'Namespace',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'autoscaling/v1': ['HorizontalPodAutoscaler'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['StorageClass'],
};

/** Types that do not decode as their OpenAPI schema says. */
const SPECIAL = {
  'apimachinery.util.intstr.IntOrString': { 'x-int-or-string': true },
  'apimachinery.api.resource.Quantity': { type: ['string', 'number'], format: 'quantity' },
  'meta.v1.Duration': { type: 'string', format: 'duration' },
  'meta.v1.FieldsV1': { 'x-open': true },
  'meta.v1.MicroTime': { type: 'string', format: 'date-time', 'x-nullable': true },
  'meta.v1.Time': { type: 'string', format: 'date-time', 'x-nullable': true },
  'runtime.RawExtension': { 'x-open': true },
};

/**
 * Fields that OpenAPI requires, and that the API servers take if they are absent: measured with 1.25 and 1.35. Some have
 * a default, some an empty value that is valid, and some belong to a feature that is off.
 */
const OPTIONAL = {
  'apps.v1.StatefulSetSpec': ['serviceName'],
  'batch.v1.PodFailurePolicy': ['rules'],
  'batch.v1.SuccessPolicy': ['rules'],
  'core.v1.ClusterTrustBundleProjection': ['path'],
  'core.v1.HTTPHeader': ['value'],
  'core.v1.ISCSIVolumeSource': ['lun'],
  'core.v1.LimitRangeSpec': ['limits'],
  'core.v1.PodCertificateProjection': ['keyType', 'signerName'],
  'core.v1.PreferredSchedulingTerm': ['preference'],
  'core.v1.ScaleIOVolumeSource': ['secretRef'],
  'core.v1.SleepAction': ['seconds'],
  'core.v1.Sysctl': ['value'],
  'core.v1.WorkloadReference': ['name', 'podGroup'],
  'meta.v1.OwnerReference': ['apiVersion', 'kind', 'name', 'uid'],
  'networking.v1.NetworkPolicySpec': ['podSelector'],
  'rbac.v1.ClusterRole': ['rules'],
  'rbac.v1.Role': ['rules'],
  'rbac.v1.RoleRef': ['apiGroup'],
  'scheduling.v1.PriorityClass': ['value'],
};

/** Keywords that are taken as they are. */
const KEPT = ['type', 'required', 'enum', 'format'];

const shortOf = (name) =>
  name
    .replace(/^#\/components\/schemas\//, '')
    .replace(/^io\.k8s\.api\./, '')
    .replace(/^io\.k8s\.apimachinery\.pkg\.apis\./, '')
    .replace(/^io\.k8s\.apimachinery\.pkg\.runtime\./, 'runtime.')
    .replace(/^io\.k8s\.apimachinery\.pkg\./, 'apimachinery.');

function sorted(object, value = (member) => member) {
  const names = Object.keys(object).sort();
  return Object.fromEntries(names.map((name) => [name, value(object[name], name)]));
}

/** How items of a list are told apart by server-side apply. Kubernetes 1.25 has list types on few of its lists. */
function relationOf(schema) {
  const type = schema['x-kubernetes-list-type'];
  if (type !== undefined) {
    return { set: { 'x-set': true }, map: { 'x-list-keys': schema['x-kubernetes-list-map-keys'] } }[type];
  }
  if (schema.type !== 'array' || !/^merge\b/.test(schema['x-kubernetes-patch-strategy'])) {
    return {};
  }
  const key = schema['x-kubernetes-patch-merge-key'];
  return key === undefined ? { 'x-set': true } : { 'x-list-keys': [key] };
}

/** Converts one schema; `refs` collects the names of those it refers to. */
function convert(schema, refs) {
  // A reference stands alone, or as the only member of allOf if the field has a default.
  const ref = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0].$ref : undefined);
  if (ref !== undefined) {
    const name = shortOf(ref);
    if (SPECIAL[name]) {
      return { ...SPECIAL[name] };
    }
    refs.add(name);
    return { $ref: name };
  }
  const result = {};
  for (const keyword of KEPT) {
    if (schema[keyword] !== undefined) {
      result[keyword] = schema[keyword];
    }
  }
  if (schema.properties) {
    result.properties = sorted(schema.properties, (member) => convert(member, refs));
  }
  for (const keyword of ['items', 'additionalProperties']) {
    if (schema[keyword]) {
      result[keyword] = convert(schema[keyword], refs);
    }
  }
  return Object.assign(result, relationOf(schema));
}

/** Gives the key fields of list items their defaults: an absent key counts as its default. */
function addDefaultsOfKeys(definitions, sources) {
  for (const { properties = {} } of Object.values(definitions)) {
    for (const { 'x-list-keys': keys = [], items } of Object.values(properties)) {
      for (const key of keys) {
        const value = sources[items.$ref].properties[key].default;
        if (value !== undefined) {
          definitions[items.$ref].properties[key].default = value;
        }
      }
    }
  }
}

/**
 * Removes what the API server does not check: the fields of OPTIONAL, and the required fields and enums of a status, which
 * it discards when an object is created or applied.
 */
function removeUnchecked(definitions, roots) {
  const checked = new Set(roots);
  const visit = ({ $ref, properties = {}, ...schema }) => {
    if ($ref) {
      checked.add($ref);
    }
    Object.entries(properties).forEach(([name, member]) => name !== 'status' && visit(member));
    [schema.items, schema.additionalProperties].forEach((member) => member && visit(member));
  };
  checked.forEach((name) => visit(definitions[name]));
  for (const [name, definition] of Object.entries(definitions)) {
    const optional = checked.has(name) ? (OPTIONAL[name] ?? []) : (definition.required ?? []);
    const required = (definition.required ?? []).filter((field) => !optional.includes(field));
    if (required.length > 0) {
      definition.required = required;
    } else {
      delete definition.required;
    }
    if (!checked.has(name)) {
      Object.values(definition.properties ?? {}).forEach((member) => {
        delete member.enum;
        delete member.items?.enum;
      });
    }
  }
}

/** The kinds of all versions of all groups, also those without a schema. */
async function groupsOf(get) {
  const { groups } = await get('/apis');
  const versions = groups.flatMap(({ name, versions: all }) => all.map(({ version }) => [name, version]));
  const result = {};
  for (const [group, version] of [['', 'v1'], ...versions]) {
    const { resources } = await get(group === '' ? `/api/${version}` : `/apis/${group}/${version}`);
    const own = resources.filter((one) => (one.group ?? group) === group && (one.version ?? version) === version);
    const kinds = own.flatMap(({ kind, verbs }) => (verbs.includes('list') ? [kind, `${kind}List`] : [kind]));
    // Only kubectl knows the kind List.
    (result[group] ??= {})[version] = [...new Set(group === '' ? ['List', ...kinds] : kinds)].sort();
  }
  return sorted(result, (ofGroup) => sorted(ofGroup));
}

/** Returns the OpenAPI schemas of an API version by their short name, and the name of each kind. */
async function published(get, path) {
  const { components } = await get(path);
  const schemas = Object.fromEntries(
    Object.entries(components.schemas).map(([name, schema]) => [shortOf(name), schema]),
  );
  const names = {};
  for (const [name, { 'x-kubernetes-group-version-kind': of }] of Object.entries(schemas)) {
    if (of?.length === 1) {
      const [{ group, version, kind }] = of;
      names[`${group === '' ? version : `${group}/${version}`} ${kind}`] = name;
    }
  }
  return { schemas, names };
}

/** Returns the content of schemas/kubernetes-MINOR.json. `get` returns the JSON of a path of the API server. */
async function structureOf(get, minor) {
  const { paths } = await get('/openapi/v3');
  const kinds = {};
  const sources = {};
  const todo = new Set();
  for (const [apiVersion, ofVersion] of Object.entries(KINDS)) {
    const path = `${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
    const { schemas, names } = await published(get, paths[path].serverRelativeURL);
    Object.assign(sources, schemas);
    for (const kind of ofVersion) {
      const key = `${apiVersion} ${kind}`;
      kinds[key] = names[key];
      todo.add(names[key]);
    }
  }
  const definitions = {};
  // A set also yields what is added while it is read.
  for (const name of todo) {
    definitions[name] = convert(sources[name], todo);
  }
  addDefaultsOfKeys(definitions, sources);
  removeUnchecked(definitions, Object.values(kinds));
  return {
    source: `the OpenAPI documents of Kubernetes ${minor}`,
    complete: true,
    groups: await groupsOf(get),
    kinds: sorted(kinds),
    definitions: sorted(definitions),
  };
}

/** The text of the file: a definition, a version of a group and a kind is a line. */
function textOf({ source, complete, groups, kinds, definitions }) {
  const lines = (object) =>
    Object.entries(object)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  return `{"source":${JSON.stringify(source)},"complete":${complete},"groups":{\n${lines(groups)}\n},"kinds":{\n${lines(kinds)}\n},"definitions":{\n${lines(definitions)}\n}}\n`;
}

module.exports = { structureOf, textOf };
