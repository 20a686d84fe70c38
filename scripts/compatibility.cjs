// Writes docs/compatibility.md from the tables in lib/platform/tables of the last build.
const fs = require('node:fs');
const path = require('node:path');

const project = path.dirname(__dirname);
const platform = (...file) => require(path.join(project, 'lib', 'platform', ...file));
const tables = (file) => platform('tables', file);
const { gateAt } = platform('_antrea-versions.js');
const { describeShape } = platform('variables', '_shape-texts.js');
const { GATES, FIRST_ANTREA, LAST_ANTREA } = tables('_feature-gates.js');
const { DEFAULT_GATES } = tables('_default-gates.js');
const { MULTICAST_BANDS } = tables('_multicast-bands.js');
const { POLICY_BANDS } = tables('_policy-bands.js');
const { IGMP_REPORTS, POLICY_EFFECTS } = tables('_policy-effects.js');
const { SOURCE_SPECIFIC } = tables('_source-specific.js');
const { ANTREA_BUGS } = tables('_antrea-bugs.js');
const { ANTREA_PACKAGES, PACKAGE_GATES } = tables('_antrea-packages.js');
const { DROP_RULE, REACH } = tables('_reach.js');
const { MULTICAST_LIMITS, POD_RANGE_NEEDED, SERVICE_RANGE_NEEDED } = tables('_network-limits.js');
const { ANTREA_OBJECTS } = tables('_antrea-objects.js');
const { TANZU_RELEASES, RELEASES_WITHOUT_ANTREA } = tables('_tanzu-releases.js');
const { SUPERVISOR_BUILDS } = tables('_supervisor-builds.js');
const { VM_OPERATOR_ROWS } = tables('_vm-operator-apis.js');
const { IMAGE_SELECTION, OS_IMAGES, PHOTON_KERNELS } = tables('_os-images.js');
const { POD_SECURITY_DEFAULTS } = tables('_pod-security-defaults.js');
const { counterpartOf } = platform('_cluster-classes.js');
const { CLUSTER_CLASSES } = tables('_cluster-classes.js');
const { ETCD_PATH, ETCD_VOLUME } = tables('_kubernetes-variable.js');
const { CONTROL_PLANE_SIZES, TKC_API, VKS_FACTS, VKS_VERSIONS } = tables('_vks-versions.js');
const { MODEL_A, MODEL_B, VariableModel } = tables('_class-variables.js');
const { IMMUTABLE_FIELDS } = tables('_immutable-fields.js');

const cell = (value) =>
  String(value ?? '')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
const code = (value) => (value ? `\`${value}\`` : '');
const yes = (value) => (value ? 'yes' : 'no');

function table(heads, rows) {
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function gateText(gate) {
  if (!gate) {
    return 'removed';
  }
  const where = [gate.ofAgent && 'agent', gate.ofController && 'controller'].filter(Boolean).join(' and ');
  return `${gate.isOnByDefault ? 'on' : 'off'}, ${gate.stage}${gate.isLocked ? ', locked' : ''}, ${where}`;
}

function variables(rows, model, others) {
  const inOther = (name) => counterpartOf(name, model) ?? others.find((row) => row.name === name)?.name;
  return table(
    ['variable', 'required', 'shape', 'since', 'in the other model', 'note', 'source'],
    rows.map(({ name, required, shape, since, note, source }) => [
      code(name),
      yes(required),
      code(describeShape(shape)),
      since && `builtin-generic-v${since}.0`,
      inOther(name),
      note,
      source,
    ]),
  );
}

/** The members of a shape that have a source of their own, with their paths. */
function membersWithSource(path, shape) {
  const inner = [...Object.entries(shape.fields ?? {}), ...(shape.of ? [['[]', shape.of]] : [])];
  return inner.flatMap(([name, member]) => {
    const at = name === '[]' ? `${path}[]` : `${path}.${name}`;
    return [...(member.source ? [[at, member]] : []), ...membersWithSource(at, member)];
  });
}

function members(rows) {
  return table(
    ['member', 'shape', 'since', 'source'],
    rows
      .flatMap(({ name, shape }) => membersWithSource(name, shape))
      .map(([at, member]) => [
        code(at),
        code(describeShape({ ...member, since: undefined })),
        member.since && `builtin-generic-v${member.since}.0`,
        [member.source, ...(member.earlierMax ?? []).map(({ doubt, source }) => doubt && `${doubt} (${source})`)]
          .filter(Boolean)
          .join('; '),
      ]),
  );
}

const sections = [
  [
    'Compatibility of releases',
    '`npm run docs` generates this page from the tables in `lib/platform/tables`: to correct a fact, change its row there. If a fact is not in these tables, the library does not guess it: it reports an error that names the missing option, or a warning.',
  ],
  [
    'Tanzu releases',
    table(
      ['release', 'Antrea package', 'confidence', 'product', 'source'],
      TANZU_RELEASES.map((row) => [code(row.name), code(row.antrea), row.confidence, row.product, row.source]),
    ),
    'These releases exist, and no public source shows their version of Antrea. Set `antreaVersion` for them, and for every release that is not in the tables.',
    table(
      ['release of unknown Antrea', 'source'],
      RELEASES_WITHOUT_ANTREA.map((row) => [code(row.name), row.source]),
    ),
    `Versions of Antrea that were seen on a Supervisor (${ANTREA_PACKAGES.source}): ${ANTREA_PACKAGES.versions.join(', ')}. Any other \`antreaVersion\` gives a warning.`,
    'A row that is inferred, or known only from TKGm, gives a warning. A prefix of a release, such as `v1.24`, is accepted with a warning if all releases with this prefix ship the same version of Antrea.',
  ],
  [
    'The object that configures Antrea',
    table(
      ['Kubernetes', 'object', 'an object of the other kind gives', 'source'],
      ANTREA_OBJECTS.map((row, i) => [
        i === 0 ? `below ${ANTREA_OBJECTS[1].since}` : `from ${row.since} on`,
        row.object,
        row.levelOfOther,
        row.source,
      ]),
    ),
    'Only the Kubernetes version of the release decides this; the version of VKS and the ClusterClass do not matter.',
  ],
  [
    'Multicast by version of Antrea',
    table(
      [
        'from Antrea',
        'turned on by',
        'encap',
        'noEncap',
        'hybrid',
        'networkPolicyOnly',
        'interfaces, supported only in noEncap',
        'igmpQueryInterval',
        'igmpQueryVersions',
        'policies',
        'policies support IGMP',
        'with encryption between Nodes',
        'with only IPv6',
        'with FlexibleIPAM',
        'source of the modes',
        'source of the rest',
      ],
      MULTICAST_BANDS.map((band) => [
        band.since,
        band.multicastSwitch,
        band.modes.encap,
        band.modes.noEncap,
        band.modes.hybrid,
        band.modes.networkPolicyOnly,
        code(band.interfaces),
        yes(band.hasQueryInterval),
        yes(band.hasQueryVersions),
        band.policyApi,
        yes(band.policiesSupportIgmp),
        band.encryption,
        band.ipv6Only,
        band.flexibleIpam,
        band.modesSource,
        band.source,
      ]),
    ),
    table(
      ['in every version, unless versions are named', 'source'],
      Object.values(MULTICAST_LIMITS).map((limit) => [limit.what, limit.source]),
    ),
    'A version later than the last row is treated like the last row, with a warning. Versions before the first row have no multicast.',
  ],
  [
    'Reach',
    `${DROP_RULE.what} (${DROP_RULE.source})`,
    table(
      ['sender', 'receiver', 'Nodes', 'mode', 'from Antrea', 'least TTL', 'source address', 'known by', 'source'],
      REACH.map((row) => [
        row.from,
        row.to,
        row.nodes,
        row.mode,
        row.since,
        row.leastTtl,
        typeof row.leastTtl === 'number' ? row.seen : '',
        row.evidence,
        row.source,
      ]),
    ),
    'Each router on the path decreases the TTL by 1. `never` means that no TTL is enough. `multicast off` is Antrea with the feature gate off, or without multicast.enable if it needs that. A measured row was tested with the versions in its source. The code that causes the result is in every version from the column "from Antrea" on. "Known by" is about the TTL: the source address was measured only from Pods to hosts outside, and is derived in the other rows.',
  ],
  [
    "Antrea's own policies",
    table(
      ['from Antrea', 'served', 'rules on multicast data also match IGMP', 'source'],
      POLICY_BANDS.map((band) => [band.since, band.served.join(', '), yes(band.dataRulesTakeIgmp), band.source]),
    ),
    'If rules on multicast data also match IGMP, MulticastPolicies drop only UDP, so that receivers can still join.',
    'Policies on multicast exist from Antrea 1.7 on. The last two kinds of rules stop it, the others do not:',
    table(
      ['policy', 'stops joining', 'stops sending', 'source'],
      Object.values(POLICY_EFFECTS).map((row) => [row.what, row.joining, row.sending, row.source]),
    ),
    `The \`igmpType\` of a report is ${IGMP_REPORTS.map((row) => `${row.igmpType} for IGMP version ${row.version}`).join(', ')}.`,
  ],
  [
    'Source-specific multicast',
    table(
      ['in every version', 'source'],
      Object.values(SOURCE_SPECIFIC).map((row) => [row.what, row.source]),
    ),
  ],
  [
    'Known bugs',
    table(
      ['issue', 'bug', 'modes', 'condition', 'from Antrea', 'fixed in', 'confidence', 'source'],
      ANTREA_BUGS.map((bug) => [
        bug.issue,
        bug.what,
        bug.modes?.join(', ') ?? 'all',
        `${bug.condition ?? 'always'}${bug.unless ? `, except ${bug.unless}` : ''}`,
        bug.since ?? 'not known',
        `${bug.fixedIn.join(', ')} and later`,
        bug.confidence,
        bug.source,
      ]),
    ),
    'The fixed versions were all seen; the confidence is about the rest of the row. A bug affects only clusters with multicast on, except antrea#4480.',
    'One warning lists all bugs whose conditions the objects meet ([TAM009](rules.md#tam009-the-antrea-of-the-release-has-no-known-bug-that-breaks-multicast)). Bugs of receivers are in it if several Pods receive a group, or if no checked object uses multicast. A bug whose first version is not known, or whose condition the objects do not show, is only a note of `lint` ([TAM074](rules.md#tam074-the-antrea-of-the-release-has-no-known-bug-that-occurs-only-under-a-condition)) and a line in the runbook. The bug with NET_RAW is a warning at each Pod that keeps this capability ([TAM073](rules.md#tam073-pods-drop-the-capability-net_raw-if-multicast-is-on)).',
  ],
  [
    'Feature gates that are written',
    table(
      ['gate', 'value', 'source'],
      DEFAULT_GATES.map((gate) => [code(gate.name), gate.value ? 'on' : 'off', gate.source]),
    ),
    'An AntreaConfig has all of these gates. A gate that is stable in the version of Antrea has its stable value. An AddonConfig has only Multicast.',
    `The package ${PACKAGE_GATES.package}, whose values are in an AddonConfig, accepts only these gates (${PACKAGE_GATES.source}): ${PACKAGE_GATES.gates.join(', ')}.`,
  ],
  [
    'Feature gates by vSphere version',
    table(
      ['from vSphere', 'gates that an AntreaConfig accepts', 'others', 'source'],
      SUPERVISOR_BUILDS.map((build) => [
        build.since,
        build.gates.join(', '),
        build.refusesOthers ? 'refused' : `perhaps ${build.perhaps.join(', ')}`,
        build.source,
      ]),
    ),
  ],
  [
    "VM Operator's API by vSphere version",
    table(
      ['from vSphere', 'serves', 'deprecated', 'stores', 'written by default', 'source'],
      VM_OPERATOR_ROWS.map((row) => [
        row.since,
        row.served.join(', '),
        row.deprecated.join(', ') || 'none',
        row.stored,
        row.written,
        row.source,
      ]),
    ),
    'Every vSphere in the table serves v1alpha1, so it is written if the version of vSphere is not known. A VirtualMachine in another version gives an error if documentation shows that it is not served, and a warning if only the source tree shows it or if the version of vSphere is not known. A vSphere later than those in the table gives a warning. `kubectl api-versions` on the Supervisor lists the served versions.',
  ],
  [
    'Operating systems',
    table(
      ['system', 'from Kubernetes', 'routes multicast', 'images', 'versions', 'source'],
      OS_IMAGES.map((row) => [row.os, row.since, row.routesMulticast, row.what, row.versions.join(', '), row.source]),
    ),
    table(
      ['kernel of Photon', '`uname -r` on Photon 5 ends with', 'routes multicast', 'source'],
      PHOTON_KERNELS.map((row) => [row.flavour, code(row.unameEnd), row.routesMulticast, row.source]),
    ),
    table(
      ['how a Supervisor finds an image', 'source'],
      Object.values(IMAGE_SELECTION).map((row) => [row.what, row.source]),
    ),
  ],
  [
    'Pod Security in Namespaces without labels',
    table(
      ['from Kubernetes', 'enforced', 'warnings', 'behaviour', 'exempt', 'source'],
      POD_SECURITY_DEFAULTS.map((row) => [
        row.since,
        row.enforce ?? 'nothing',
        row.warn ?? 'nothing',
        row.what,
        row.exempt.join(', '),
        row.source,
      ]),
    ),
    'These are the defaults on Supervisors; TKGm has other defaults.',
  ],
  [
    'ClusterClasses',
    table(
      ['class', 'variables', 'namespace', 'source'],
      CLUSTER_CLASSES.map((row) => [
        code(row.name),
        `model ${row.model}${row.isUnverified ? ', unverified' : ''}`,
        code(row.namespace),
        row.source,
      ]),
    ),
    `${POD_RANGE_NEEDED.what} ${SERVICE_RANGE_NEEDED.what} A Cluster without them gives a warning (TAM085). Source: ${POD_RANGE_NEEDED.source}.`,
  ],
  [
    'Versions of VKS',
    table(
      ['VKS', 'supports Kubernetes', 'class for its newest Kubernetes', 'deprecates', 'removes', 'source'],
      VKS_VERSIONS.map((row) => [
        row.version,
        `${row.kubernetes.first} to ${row.kubernetes.last}`,
        row.neededClass ? `${code(row.neededClass)} or later` : '',
        row.deprecates.map(code).join(', '),
        row.removes.map(code).join(', '),
        row.source,
      ]),
    ),
    'A class that is too old for its release gives an error. A class that only some versions of VKS have gives a warning. A deprecated class gives a note (TAM080). A class that is not in the table of ClusterClasses is not checked.',
    `${TKC_API.kind} (${TKC_API.group}): only releases up to Kubernetes ${TKC_API.lastKubernetes} support it, and VKS ${TKC_API.removedIn} removes it (TAM081). Source: ${TKC_API.source}.`,
    `A control plane has ${CONTROL_PLANE_SIZES.always.join(' or ')} Nodes. It can have ${CONTROL_PLANE_SIZES.largest} with ${code(CONTROL_PLANE_SIZES.largestNeedsClass)} or later and a release of Kubernetes ${CONTROL_PLANE_SIZES.largestNeedsKubernetes.join(', ')} or a later patch version of one of these. Source: ${CONTROL_PLANE_SIZES.source}.`,
    'No check uses these facts:',
    table(
      ['about VKS and Supervisors', 'source'],
      Object.values(VKS_FACTS).map((row) => [row.what, row.source]),
    ),
  ],
  [
    'Variables of model A',
    variables(MODEL_A, VariableModel.A, MODEL_B),
    '`!` marks a member that a second-hand guide marks as optional, which no other source confirms: without it there is a warning (TAM083).',
    'Members with a source of their own:',
    members(MODEL_A),
  ],
  [
    'Variables of model B',
    variables(MODEL_B, VariableModel.B, MODEL_A),
    'A member with `(3.7 on)` exists from builtin-generic-v3.7.0 on. No public list exists for v3.5.0 and v3.6.0: their variables are unverified. `?` marks an optional member. `!` marks a member that only a second-hand guide marks as required, so without it there is a warning (TAM083). `...` means that there may be other members, and they give a warning. What is `uncertain` also gives only a warning, and so does its use with an earlier class.',
    'Members with a source of their own:',
    members(MODEL_B),
    `From builtin-generic-v${ETCD_VOLUME.since}.0 on, the class adds the volume at \`${ETCD_PATH}\`. Your own volume there gives a warning, and an error with \`maximumDBSizeGiB\`. Source: ${ETCD_VOLUME.source}.`,
  ],
  [
    'Fields that cannot be changed',
    table(
      ['kind', 'field', 'refused by', 'accepted after all', 'way out', 'source'],
      IMMUTABLE_FIELDS.map((row) => [
        row.kind,
        code(row.path),
        row.refusedBy ?? 'unknown',
        row.mayChange ? `from vSphere ${row.mayChange.since} on, if ${row.mayChange.condition}` : '',
        row.wayOut,
        [row.source, row.mayChange?.source].filter(Boolean).join('; '),
      ]),
    ),
  ],
  [
    'Feature gates of Antrea',
    `The names are those in an AntreaConfig. Antrea itself has the same names, except \`Traceflow\` for \`AntreaTraceflow\`. The gates were read in each minor version from ${FIRST_ANTREA} to ${LAST_ANTREA}. A change in a patch version has its own source.`,
    table(
      ['gate', 'from Antrea', 'default, stage, where', 'source'],
      GATES.flatMap((row) =>
        row.changes.map(([since, , source]) => [
          code(row.configName),
          since,
          gateText(gateAt(row, since)),
          source ?? row.source,
        ]),
      ),
    ),
  ],
];

const text = sections
  .map(([head, ...paragraphs], i) => [`${i === 0 ? '#' : '##'} ${head}`, ...paragraphs].join('\n\n'))
  .join('\n\n');
fs.writeFileSync(path.join(project, 'docs', 'compatibility.md'), `${text}\n`);
