// Writes schemas/inventory*.schema.json from the jsii assembly of the last build. schemas/README.md describes the files.
const fs = require('node:fs');
const path = require('node:path');
const { Definitions, described, mapOf } = require('./_inventory-types.cjs');

const project = path.dirname(__dirname);
const LIBRARY = 'cdk8s-antrea-multicast';

const PACKAGES = {
  [LIBRARY]: { folder: project, module: () => require(path.join(project, 'lib')) },
  cdk8s: { folder: folderOf('cdk8s'), module: () => require('cdk8s') },
  'cdk8s-plus-25': { folder: folderOf('cdk8s-plus-25'), module: () => require('cdk8s-plus-25') },
  constructs: { folder: folderOf('constructs'), module: () => require('constructs') },
};

function folderOf(name) {
  return path.dirname(require.resolve(`${name}/package.json`));
}

const types = Object.assign(
  {},
  ...Object.values(PACKAGES).map(({ folder }) => JSON.parse(fs.readFileSync(path.join(folder, '.jsii'), 'utf8')).types),
);

function valuesOf(fqn) {
  const [name, ...parts] = fqn.split('.');
  return Object.values(parts.reduce((value, part) => value[part], PACKAGES[name].module()));
}

const definitions = new Definitions(types, valuesOf);
const struct = (name) => definitions.named(`${LIBRARY}.${name}`);
/** A map by names that are DNS labels. */
const byName = (schema) => ({
  type: 'object',
  propertyNames: { pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$' },
  additionalProperties: described(schema),
});
const trueOr = (schema) => ({ anyOf: [{ type: 'boolean' }, schema] });

/** The props of the constructs of one cluster. */
function entry() {
  struct('SupervisorChartProps');
  const { vsphereNamespace, vsphereVersion } = definitions.all.SupervisorChartProps.properties;
  delete definitions.all.SupervisorChartProps;
  const properties = {
    vsphereNamespace,
    vsphereVersion,
    cluster: described(
      struct('TanzuClusterProps'),
      'The workload cluster: the props of TanzuCluster. Its name is that of the entry.',
    ),
    multicast: described(
      trueOr(struct('MulticastOptions')),
      'Whether multicast is on: true, or the options of enableMulticast().\n\nDefault: false',
    ),
    workload: described(
      struct('WorkloadChartProps'),
      'The chart for the workload cluster: the props of WorkloadChart.\n\nDefault: the chart is written if something is in it',
    ),
    streams: described(byName(stream()), 'The streams by their names.'),
    senders: described(byName(struct('MulticastSenderProps')), 'The props of each MulticastSender, by its name.'),
    receivers: described(byName(struct('MulticastReceiverProps')), 'The props of each MulticastReceiver, by its name.'),
    applications: described(
      byName(struct('MulticastApplicationProps')),
      'The props of each MulticastApplication, by its name.',
    ),
    existingWorkloads: described(
      byName(struct('ExistingWorkloadProps')),
      'The props of each ExistingWorkload, by its name.',
    ),
    policies: described(
      trueOr(struct('MulticastPoliciesProps')),
      'Whether policies on multicast are written: true, or the props of MulticastPolicies.\n\nDefault: false',
    ),
    proof: described(struct('MulticastProofProps'), 'The props of the MulticastProof.\n\nDefault: none'),
    virtualMachines: described(
      byName(struct('MulticastVirtualMachineProps')),
      'The props of each MulticastVirtualMachine, by its name, which is that of the VM.',
    ),
  };
  return {
    description: 'A cluster of a fleet, or what several clusters have in common.',
    ...mapOf(properties),
    'x-required': ['vsphereNamespace', 'cluster'],
  };
}

/** A stream: the group, and the options of MulticastStream.of(). */
function stream() {
  struct('MulticastStreamOptions');
  const options = definitions.all.MulticastStreamOptions.properties;
  delete definitions.all.MulticastStreamOptions;
  const group = {
    type: ['string', 'null'],
    description: 'IPv4 address of the group, from 224.0.0.0 to 239.255.255.255.',
  };
  return { description: 'A multicast stream.', ...mapOf({ group, ...options }), 'x-required': ['group'] };
}

const SUPERVISOR = {
  type: ['string', 'null'],
  description: types[`${LIBRARY}.EnvironmentProps`].properties.find(({ name }) => name === 'supervisor').docs.summary,
};
const reference = (name) => ({ $ref: `#/definitions/${name}` });
const clusters = described(byName(reference('Entry')), 'The clusters by their names.');

definitions.all.Entry = entry();
definitions.all.EnvironmentLayer = {
  description: 'What the clusters of an environment have in common: the file environment.yaml.',
  ...mapOf({ supervisor: SUPERVISOR, ...definitions.all.Entry.properties }),
};
definitions.all.Site = {
  description: 'A site of an environment.',
  ...mapOf({ defaults: described(reference('Entry'), 'What the clusters of the site have in common.'), clusters }),
};
definitions.all.Environment = {
  description: 'An environment.',
  ...mapOf({
    supervisor: SUPERVISOR,
    defaults: described(reference('Entry'), 'What the clusters of the environment have in common.'),
    clusters,
    sites: described(byName(reference('Site')), 'The sites by their names.'),
  }),
};
definitions.all.Inventory = {
  description: 'A fleet in one file.',
  ...mapOf({
    defaults: described(reference('Entry'), 'What all clusters have in common.'),
    environments: described(byName(reference('Environment')), 'The environments by their names.'),
  }),
};

const DRAFT = 'http://json-schema.org/draft-07/schema#';

function write(name, schema) {
  fs.writeFileSync(path.join(project, 'schemas', `${name}.schema.json`), schema);
}

/** One definition on one line, in the order of the names, so that a review shows what changed. */
function lines(all) {
  const names = Object.keys(all)
    .filter((name) => all[name])
    .sort();
  return names.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(all[name])}`).join(',\n');
}

write(
  'inventory',
  `{\n"$schema": "${DRAFT}",\n"title": "The inventory of a fleet in one file",\n"$ref": "#/definitions/Inventory",\n"definitions": {\n${lines(definitions.all)}\n}\n}\n`,
);
for (const [name, definition, title] of [
  ['inventory-cluster', 'Entry', 'A cluster of a fleet, or the file fleet.yaml or site.yaml in a folder'],
  ['inventory-environment', 'EnvironmentLayer', 'The file environment.yaml in the folder of an environment'],
]) {
  const $ref = `inventory.schema.json#/definitions/${definition}`;
  write(name, `${JSON.stringify({ $schema: DRAFT, title, allOf: [{ $ref }] }, undefined, 2)}\n`);
}
