// Writes docs/rules.md from the registry of the rules in the last build.
const fs = require('node:fs');
const path = require('node:path');
const { Yaml } = require('cdk8s');

const project = path.dirname(__dirname);
const { RULES } = require(path.join(project, 'lib', 'rules', '_registry.js'));
const { NOTICES } = require(path.join(project, 'lib', 'messages', '_notices.js'));

function example({ objects, inClusters, tkr, antreaVersion, vsphere }) {
  const given = [
    tkr && `--tkr ${tkr}`,
    antreaVersion && `--antrea ${antreaVersion}`,
    vsphere && `--vsphere ${vsphere}`,
  ];
  const options = given.filter(Boolean).join(' ');
  const shown = objects.length > 4 ? [...objects.slice(0, 1), ...objects.slice(-1)] : objects;
  const more = objects.length > 4 ? `\n(the first and the last of ${objects.length} such objects)\n` : '';
  const places = Object.entries(inClusters ?? {}).map(([index, name]) => `object ${Number(index) + 1} in ${name}`);
  const apart = places.length > 0 ? `In two clusters: ${places.join(', ')}.\n\n` : '';
  return `${apart}${options ? `With \`${options}\`:\n\n` : ''}${more}\`\`\`yaml\n${Yaml.stringify(...shown)}\`\`\``;
}

const ruleSection = (rule) => `## ${rule.id}: ${rule.title}

Level: ${rule.level}. Checks: ${rule.kinds.length > 0 ? rule.kinds.join(', ') : 'every kind'}.

${rule.why}

${rule.fix}

Source: ${rule.source}

Fails:

${example(rule.fails)}

Passes:

${example(rule.passes)}`;

const noticeSection = ({ id, title, why }) => `## ${id}: ${title}\n\nA warning of constructs only.\n\n${why}`;

/** The rules and the notices, by id: the last one has the highest id in use. */
const entries = [
  ...RULES.map((rule) => ({ ...rule, section: ruleSection(rule) })),
  ...Object.values(NOTICES).map((notice) => ({
    ...notice,
    level: 'warning of constructs',
    section: noticeSection(notice),
  })),
].sort((a, b) => a.id.localeCompare(b.id));

const head = `# Rules

<!-- Generated from lib/rules/catalogue and lib/messages/_notices.ts by npm run docs: change a rule there. -->

\`cdk8s synth\` checks every object in the charts of this library with every rule, also objects from an \`ApiObject\` and changes from a JSON patch. The command \`lint\` checks any YAML. An error stops synth and makes the command fail; a warning or a note does not. Warnings that differ only in their object are printed once, with all places.

To accept a finding, acknowledge it with a reason. In YAML, set the annotation \`cdk8s-antrea-multicast/acknowledge.TAM000: reason\` on the object; \`lint\` then lists the finding as acknowledged. In code, \`Acknowledgement.of(construct, 'TAM000', 'reason')\` applies to the construct and all constructs in it, or to the whole app, and does not change the YAML. To acknowledge an error that a constructor throws, acknowledge it before you create the construct: on a parent construct, or in the \`annotations\` of the construct. Warnings that only constructs give can be acknowledged only in code.

| id | level | what is right, or what the warning is about |
| --- | --- | --- |
${entries
  .map(
    ({ id, level, title }) =>
      `| [${id}](#${`${id}: ${title}`
        .toLowerCase()
        .replace(/[^a-z0-9_ -]/g, '')
        .replaceAll(' ', '-')}) | ${level} | ${title} |`,
  )
  .join('\n')}`;

const text = [head, ...entries.map(({ section }) => section)].join('\n\n');
fs.writeFileSync(path.join(project, 'docs', 'rules.md'), `${text}\n`);
