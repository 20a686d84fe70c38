// The inputs of helm, ytt and kustomize for the documents of bench/_fleet-app.cjs.
const fs = require('node:fs');
const path = require('node:path');
const { stringify } = require('yaml');

function write(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/** The values of each cluster, as a list in YAML. */
function values(size) {
  const rows = Array.from({ length: size }, (_, i) => `  - { number: ${i}, group: 239.1.${i % 250}.1 }\n`);
  return `clusters:\n${rows.join('')}`;
}

/** The documents of a cluster, with an expression of the tool in place of each value that differs. */
function documents(template, number, group) {
  return Object.values(template)
    .flatMap((json) => JSON.parse(json))
    .map((object) => stringify(object, { lineWidth: 0 }).replaceAll('@NUMBER@', number).replaceAll('@GROUP@', group));
}

function helm(folder, size, template) {
  const text = documents(template, '{{ .number }}', '{{ .group }}').map((one) => `---\n${one}`);
  write(path.join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: fleet\nversion: 1.0.0\n');
  write(path.join(folder, 'values.yaml'), values(size));
  write(path.join(folder, 'templates', 'cluster.yaml'), `{{- range .Values.clusters }}\n${text.join('')}{{- end }}\n`);
  return folder;
}

function ytt(folder, size, template) {
  const text = documents(template, '(@= str(c.number) @)', '(@= c.group @)').map((one) => `--- ${marked(one)}`);
  write(path.join(folder, 'values.yaml'), `#@data/values\n---\n${values(size)}`);
  write(
    path.join(folder, 'cluster.yaml'),
    `#@ load("@ytt:data", "data")\n#@ for c in data.values.clusters:\n${text.join('')}#@ end\n`,
  );
  return folder;
}

/** ytt puts values only into the strings and keys of nodes that are marked. */
function marked(text) {
  return `\n${text
    .split('\n')
    .map((line) => (line.includes('(@=') ? `${/^ */.exec(line)[0]}#@yaml/text-templated-strings\n${line}` : line))
    .join('\n')}`;
}

/** An overlay for each cluster: its objects have a namespace of their own, because kustomize refuses equal names. */
function kustomize(folder, size, template) {
  const base = documents(template, '0', '239.1.0.1').join('---\n');
  write(path.join(folder, 'base', 'all.yaml'), base);
  write(path.join(folder, 'base', 'kustomization.yaml'), 'resources: [all.yaml]\n');
  const overlays = Array.from({ length: size }, (_, i) => `overlays/${i}`);
  overlays.forEach((overlay, i) => {
    const patches = ['receiver', 'sender'].map(
      (name) => `  - target: { kind: Deployment, name: ${name} }
    patch: |-
      - { op: replace, path: /spec/template/spec/containers/0/env/0/value, value: 239.1.${i % 250}.1 }
`,
    );
    write(
      path.join(folder, overlay, 'kustomization.yaml'),
      `resources: [../../base]\nnamespace: c${i}\npatches:\n${patches.join('')}`,
    );
  });
  write(path.join(folder, 'kustomization.yaml'), `resources:\n${overlays.map((one) => `  - ${one}\n`).join('')}`);
  return folder;
}

module.exports = { helm, kustomize, ytt };
