// Writes docs/rules.md from the registry of the rules, as the last build has it.
const fs = require('node:fs');
const path = require('node:path');
const { Yaml } = require('cdk8s');

const project = path.dirname(__dirname);
const { RULES } = require(path.join(project, 'lib', 'rules', '_registry.js'));

function example({ objects, tkr, vsphere }) {
  const options = [tkr && `--tkr ${tkr}`, vsphere && `--vsphere ${vsphere}`].filter(Boolean).join(' ');
  const shown = objects.length > 4 ? [...objects.slice(0, 1), ...objects.slice(-1)] : objects;
  const more = objects.length > 4 ? `\n(the first and the last of ${objects.length} such objects)\n` : '';
  return `${options ? `With \`${options}\`:\n\n` : ''}${more}\`\`\`yaml\n${Yaml.stringify(...shown)}\`\`\``;
}

const sections = RULES.map(
  (rule) => `## ${rule.id}: ${rule.title}

Level: ${rule.level}. Looks at: ${rule.kinds.length > 0 ? rule.kinds.join(', ') : 'every kind'}.

${rule.why}

${rule.fix}

Source: ${rule.source}

Fails:

${example(rule.fails)}

Passes:

${example(rule.passes)}`,
);

const head = `# Rules

Generated from \`lib/rules\` by \`npm run docs\`: change a rule there. \`cdk8s synth\` holds what the charts of this library make against them, the command \`lint\` any YAML. An error stops synth and makes the command fail; a warning and a note do not.

A finding that is known and meant is acknowledged with its reason: in YAML by the annotation \`cdk8s-antrea-multicast/acknowledge.TAM000: reason\` on the object, in code by \`Acknowledgement.of(construct, 'TAM000', 'reason')\`, which leaves no trace in the YAML.

| rule | level | what must hold |
| --- | --- | --- |
${RULES.map(
  ({ id, level, title }) =>
    `| [${id}](#${`${id}: ${title}`
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-')}) | ${level} | ${title} |`,
).join('\n')}`;

fs.writeFileSync(path.join(project, 'docs', 'rules.md'), `${[head, ...sections].join('\n\n')}\n`);
