// The page of one class, struct, interface or enum of the API.
const path = require('node:path');
const { frontMatter, layout, onRepository } = require('./_layout.cjs');
const {
  call,
  creation,
  isStruct,
  nameOf,
  optionsOf,
  pythonModule,
  pythonName,
  typeText,
  typesIn,
} = require('./_signatures.cjs');

const THROWS = /\bThrows\b/;
const KINDS = { class: 'Class', enum: 'Enum', interface: 'Interface', struct: 'Struct' };

/** Returns the kind of a type. A struct is a set of options or results. */
function kindOf(type) {
  return isStruct(type) ? 'struct' : type.kind;
}

/** Returns the path of the page of a type. */
function pageOf(type) {
  return path.posix.join('api', type.namespace ?? '', `${type.name}.md`);
}

const between = (from, to) => path.posix.relative(path.posix.dirname(from), to);

/** Text of a docstring outside of its code can have "<", which is no HTML. */
function escaped(text) {
  return text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll('<', '&lt;')))
    .join('');
}

/** Returns the summary and the remarks of a docstring as paragraphs. */
function textOf(docs) {
  const { summary = '', remarks = '' } = docs;
  return escaped(/[.:]$/.test(summary) ? `${summary}\n\n${remarks}` : `${summary} ${remarks}`).trim();
}

const inCell = (text) =>
  escaped(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|');
/** A table that site.css shows as a list on a phone. */
function table(name, head, rows) {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `<div class="stacked ${name}" markdown>\n\n${lines.join('\n')}\n\n</div>`;
}

const fenced = (language, code) => `\`\`\`${language}\n${code}\n\`\`\``;

/** A default that begins with a dash is a description, any other one is a value. */
function defaultText(value) {
  if (value === undefined) {
    return '';
  }
  return value.startsWith('-') ? escaped(value.replace(/^-\s*/, '')) : `\`${value.replace(/^`|`$/g, '')}\``;
}

/** What the texts of a page need to know: the own assembly, the path of the page, and where types are used. */
class ClassPage {
  constructor(type, own, usage) {
    this.type = type;
    this.own = own;
    this.usage = usage;
    this.path = pageOf(type);
  }

  text() {
    const { type } = this;
    const index = between(this.path, path.posix.join('api', type.namespace ?? '', 'index.md'));
    const parts = [
      `# ${type.name}`,
      `${KINDS[kindOf(type)]} of [${type.namespace ?? 'the API'}](${index})\n{ .kind }`,
      textOf(type.docs),
      this.bases(),
      this.example(),
      ...this.details(),
      this.users(),
      `Source: ${this.source(type)}`,
    ];
    return `${this.head()}${parts.filter((part) => part !== '').join('\n\n')}\n`;
  }

  /** What users look for first comes first. */
  details() {
    switch (kindOf(this.type)) {
      case 'enum':
        return [this.members(), this.creation()];
      case 'struct':
        return [this.optionSections(), this.creation()];
      case 'class':
        return [this.creation(), this.optionTable(), this.errors(), this.properties(), this.methods()];
      default:
        return [this.creation(), this.properties(), this.methods()];
    }
  }

  /** In the results of the search, classes and how-tos come before the options. The lists have the names of generated structs. */
  head() {
    if (this.type.isClassType()) {
      return frontMatter();
    }
    return frontMatter({ search: this.type.namespace === undefined ? { boost: 0.5 } : { exclude: true } });
  }

  link(type, text = nameOf(type, 'ts', this.own)) {
    const code = `\`${text}\``;
    return type.assembly === this.own && type !== this.type ? `[${code}](${between(this.path, pageOf(type))})` : code;
  }

  /** The text of a type, with a link to the first type of the API in it. */
  typeLink(reference) {
    const text = typeText(reference, 'ts', this.own);
    const linked = typesIn(reference).find((type) => type?.assembly === this.own);
    return linked ? this.link(linked, text) : `\`${text}\``;
  }

  /** The line that declares a type or a member. What another package declares has only the name of this package. */
  source({ definingType, locationInModule }) {
    const { filename, line } = locationInModule;
    if (definingType && definingType.assembly !== this.own) {
      return definingType.fqn;
    }
    return `[${filename}, line ${line}](${onRepository(filename)}#L${line})`;
  }

  bases() {
    const { type } = this;
    if (type.isEnumType()) {
      return '';
    }
    const bases = [...(type.isClassType() && type.base ? [type.base] : []), ...type.interfaces];
    const verb = isStruct(type) ? 'Has also the options of' : 'Extends';
    return bases.length === 0 ? '' : `${verb} ${bases.map((base) => this.link(base)).join(', ')}.`;
  }

  imports() {
    const { name, namespace } = this.type;
    const module = pythonModule(this.own);
    return {
      ts: `import { ${namespace ?? name} } from '${this.own.name}';`,
      python: `from ${module} import ${namespace ? pythonName(namespace) : name}`,
    };
  }

  creation() {
    const { type, own } = this;
    const { ts, python } = this.imports();
    const isClass = this.canCreate();
    const inTs = isClass ? [ts, creation.ts(type, own)] : [ts];
    const ofStruct = isStruct(type) ? [python, creation.struct(type, own)] : [python];
    const inPython = isClass ? [python, creation.python(type, own)] : ofStruct;
    const docs = isClass && !THROWS.test(textOf(type.initializer.docs)) ? textOf(type.initializer.docs) : '';
    const blocks = [fenced('ts', inTs.join('\n\n')), fenced('python', inPython.join('\n\n'))];
    return [`## ${isClass ? 'Create' : 'Import'}`, ...blocks, docs].filter((part) => part !== '').join('\n\n');
  }

  canCreate() {
    const { type } = this;
    return type.isClassType() && !type.abstract && type.initializer !== undefined && !type.initializer.protected;
  }

  /** The docstring of a constructor tells when it throws and warns. */
  errors() {
    const docs = this.canCreate() ? textOf(this.type.initializer.docs) : '';
    return THROWS.test(docs) ? `## Errors\n\n${docs}` : '';
  }

  example() {
    const { example } = this.type.docs.docs;
    const found = example ? { code: example } : this.usage.exampleOf(this.type);
    if (found === undefined) {
      return this.type.isEnumType() ? this.exampleOfMember() : '';
    }
    const page = layout().get(found.file);
    const isOnSite = page !== undefined && page !== 'index.md';
    const link = found.file && (isOnSite ? between(this.path, page) : onRepository(found.file));
    const from = found.file ? `\n\nFrom [the page ${path.posix.basename(found.file, '.md')}](${link}).` : '';
    return `## Example\n\n${fenced('ts', found.code.trim())}${from}`;
  }

  /** An enum without an example is shown as the value of an option. */
  exampleOfMember() {
    const { name, fqn, members } = this.type;
    const users = this.usage.users.get(fqn).filter(({ type }) => isStruct(type));
    const user = users.find(({ type, member }) =>
      optionsOf(type).some((one) => one.name === member && one.type.fqn === fqn),
    );
    const code =
      user && `const options: Partial<mc.${user.type.name}> = { ${user.member}: mc.${name}.${members[0].name} };`;
    return code ? `## Example\n\n${fenced('ts', code)}` : '';
  }

  members() {
    const rows = this.type.members.map(({ name, docs }) => [`\`${this.type.name}.${name}\``, inCell(textOf(docs))]);
    return `## Members\n\nThe names are the same in Python.\n\n${table('members', ['member', 'meaning'], rows)}`;
  }

  /** The options of a class, with links to the page of their struct. */
  optionTable() {
    const struct = this.canCreate() ? this.type.initializer.parameters.at(-1)?.type.type : undefined;
    if (!isStruct(struct)) {
      return '';
    }
    const page = between(this.path, pageOf(struct));
    const rows = optionsOf(struct).map((option) => {
      const name = `[\`${option.name}\`](${page}#${option.name.toLowerCase()})`;
      const value = option.optional ? inCell(defaultText(option.docs.docs.default)) || 'none' : '**required**';
      return [name, inCell(this.typeLink(option.type)), value, inCell(option.docs.summary)];
    });
    const head = `${this.link(struct)} describes each option and its errors. In Python they are keyword arguments in snake case, such as \`${pythonName(optionsOf(struct).at(-1).name)}\`.`;
    return `## Options\n\n${head}\n\n${table('options', ['option', 'type', 'default', 'description'], rows)}`;
  }

  /** The options of a struct, each with a heading that links lead to. */
  optionSections() {
    return ['## Options', ...optionsOf(this.type).map((option) => this.optionSection(option))].join('\n\n');
  }

  optionSection(option) {
    const { docs, optional } = option;
    const value = defaultText(docs.docs.default);
    const facts = [
      `Type: ${this.typeLink(option.type)}`,
      `Python: \`${pythonName(option.name)}: ${typeText(option.type, 'python', this.own)}\``,
      optional ? `Default: ${value || 'none'}` : 'Required',
      `Source: ${this.source(option)}`,
    ];
    return `### ${option.name}\n\n${textOf(docs)}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}`;
  }

  properties() {
    const { type } = this;
    const rows = this.visible(type.allProperties).map((one) => {
      const name = one.static ? `${type.name}.${one.name}` : one.name;
      const cells = [`\`${name}\``, `\`${pythonName(one.name)}\``, inCell(this.typeLink(one.type))];
      return [...cells, inCell(textOf(one.docs))];
    });
    return rows.length === 0
      ? ''
      : `## Properties\n\n${table('properties', ['TypeScript', 'Python', 'type', 'description'], rows)}`;
  }

  /** Without the members of cdk8s and constructs. */
  visible(members) {
    return members.filter((one) => one.definingType.assembly === this.own && !one.protected);
  }

  methods() {
    const sections = this.visible(this.type.allMethods).map((method) => {
      const blocks = [fenced('ts', call.ts(method, this.own)), fenced('python', call.python(method, this.own))];
      const parameters = method.parameters
        .filter(({ docs }) => docs.summary !== '')
        .map(
          ({ name, docs, type }) => `- \`${name}\` (${this.typeLink(type)}): ${textOf(docs).replace(/\s*\n\s*/g, ' ')}`,
        );
      const returns = method.docs.docs.returns ? `Returns ${escaped(method.docs.docs.returns)}` : '';
      const parts = [
        `### ${method.name}`,
        textOf(method.docs),
        ...blocks,
        parameters.join('\n'),
        returns,
        `Source: ${this.source(method)}`,
      ];
      return parts.filter((part) => part !== '').join('\n\n');
    });
    return sections.length === 0 ? '' : ['## Methods', ...sections].join('\n\n');
  }

  users() {
    const lines = this.usage.users.get(this.type.fqn).map(({ type, member }) => {
      const name = nameOf(type, 'ts', this.own);
      return `- ${this.link(type, member === undefined ? name : `${name}.${member}`)}`;
    });
    return lines.length === 0 ? '' : `## Used by\n\n${[...new Set(lines)].join('\n')}`;
  }
}

module.exports = { ClassPage, kindOf, pageOf, textOf };
