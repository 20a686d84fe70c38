// Writes the reference of the API from the assembly of the last build: a page for each type, and a list for each module.
const path = require('node:path');
const { TypeSystem } = require('jsii-reflect');
const { ClassPage, kindOf, pageOf, textOf } = require('./_class-page.cjs');
const { project } = require('./_layout.cjs');
const { pythonModule, pythonName } = require('./_signatures.cjs');
const { exampleFinder } = require('./_usage.cjs');

const HEADINGS = { class: 'Classes', struct: 'Options and results', enum: 'Enums', interface: 'Interfaces' };

/** What the modules of generated classes are for. */
const SUBMODULES = {
  addons: 'AddonConfig and AddonInstall of the Supervisor, as their CRDs define them.',
  antrea: "Antrea's policies in the workload cluster, as their CRDs define them.",
  clusterApi: 'Cluster of Cluster API on the Supervisor, as its CRD defines it.',
  cni: 'AntreaConfig of the Supervisor, as its CRD defines it.',
  tanzuRun: 'ClusterBootstrap of the Supervisor, as its CRD defines it.',
  vmOperator: 'VirtualMachine of VM Operator on the Supervisor, as its CRDs define it.',
};

function indexPage(types, own, submodule) {
  const lists = Object.entries(HEADINGS).map(([kind, heading]) => {
    const items = types
      .filter((type) => kindOf(type) === kind)
      .map((type) => {
        const [summary] = textOf(type.docs).split('\n\n');
        const page = path.posix.basename(pageOf(type));
        return `- [${type.name}](${page})${summary === '' ? '' : `: ${summary.replace(/\s*\n\s*/g, ' ')}`}`;
      });
    return items.length === 0 ? '' : `## ${heading}\n\n${items.join('\n')}`;
  });
  const module = pythonModule(own);
  const head = submodule
    ? `# ${submodule}\n\n${SUBMODULES[submodule]} The API writes these objects for you: use the classes here only for what it has no option for. In TypeScript, import \`${submodule}\` from \`${own.name}\`; in Python, import \`${pythonName(submodule)}\` from \`${module}\`.`
    : `# API\n\nThe classes of \`${own.name}\` in TypeScript, and of \`${module}\` in Python. Each page shows the options, their defaults and errors, and an example. The generated classes of the CRDs are in modules of their own: ${Object.keys(
        SUBMODULES,
      )
        .map((name) => `[${name}](${name}/index.md)`)
        .join(', ')}.`;
  return `${[head, ...lists].filter((part) => part !== '').join('\n\n')}\n`;
}

async function writeReference(write) {
  const own = await new TypeSystem().load(project, { validate: false });
  const byName = (a, b) => (a.name < b.name ? -1 : 1);
  const types = [...own.allTypes].sort(byName);
  const usage = exampleFinder(types);
  for (const submodule of [undefined, ...own.submodules.map(({ name }) => name)]) {
    const ofModule = types.filter(({ namespace }) => namespace === submodule);
    write(path.posix.join('api', submodule ?? '', 'index.md'), indexPage(ofModule, own, submodule));
    ofModule.forEach((type) => write(pageOf(type), new ClassPage(type, own, usage).text()));
  }
}

module.exports = { writeReference };
