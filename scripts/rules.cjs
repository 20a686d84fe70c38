// Writes docs/rules.md from the registry of the rules, as the last build has it.
const fs = require('node:fs');
const path = require('node:path');
const { Yaml } = require('cdk8s');

const project = path.dirname(__dirname);
const { RULES } = require(path.join(project, 'lib', 'rules', '_registry.js'));
const { NOTICES } = require(path.join(project, 'lib', 'messages', '_notices.js'));

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

const notices = Object.values(NOTICES);
const section = ({ id, title, why }) => `## ${id}: ${title}\n\nA warning of constructs only.\n\n${why}`;

const head = `# Rules

Generated from \`lib/rules/catalogue\` and \`lib/messages/_notices.ts\` by \`npm run docs\`: change a rule there. \`cdk8s synth\` holds every object in the charts of this library against every rule, whether a construct, an \`ApiObject\` or a JSON patch made it, and the command \`lint\` any YAML. An error stops synth and makes the command fail; a warning and a note do not. Warnings that differ only in what they are about are printed once, with the places.

A finding that is known and meant is acknowledged with its reason. In YAML the annotation \`cdk8s-antrea-multicast/acknowledge.TAM000: reason\` on the object does it, and \`lint\` lists the finding as acknowledged. In code \`Acknowledgement.of(construct, 'TAM000', 'reason')\` does it for the construct and all below it, also for the whole app, and leaves no trace in the YAML. To acknowledge an error that a construct throws, acknowledge it before the construct is made: on a construct around it, or in its \`annotations\`. The warnings that only constructs give are acknowledged in code.

| id | level | what must hold, or what the warning is about |
| --- | --- | --- |
${[...RULES, ...notices.map((notice) => ({ ...notice, level: 'warning of constructs' }))]
  .map(
    ({ id, level, title }) =>
      `| [${id}](#${`${id}: ${title}`
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-')}) | ${level} | ${title} |`,
  )
  .join('\n')}`;

fs.writeFileSync(
  path.join(project, 'docs', 'rules.md'),
  `${[head, ...sections, ...notices.map(section)].join('\n\n')}\n`,
);
