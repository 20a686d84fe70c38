// node bench/_fleet-plain.cjs floor|stock CLUSTERS FOLDER TEMPLATE: writes the documents of TEMPLATE for each cluster, two
// files a cluster, as those of bench/_fleet-app.cjs. `floor` makes plain objects and turns them to YAML by the library
// `yaml`. `stock` makes ApiObjects of cdk8s and calls the `synth()` of its App.
const fs = require('node:fs');
const path = require('node:path');

const [what, size, outdir, template] = process.argv.slice(2);
const clusters = Number(size);
/** The two files of a cluster, each a list of objects, as JSON. */
const files = Object.entries(JSON.parse(fs.readFileSync(template, 'utf8')));

/** The objects of a file of a cluster. */
function objectsOf(json, i) {
  return JSON.parse(json.replaceAll('@NUMBER@', String(i)).replaceAll('@GROUP@', `239.1.${i % 250}.1`));
}

function floor() {
  const { stringify } = require('yaml');
  fs.mkdirSync(outdir, { recursive: true });
  for (let i = 0; i < clusters; i++) {
    for (const [name, json] of files) {
      const text = objectsOf(json, i).map((object) => stringify(object, { lineWidth: 0 }));
      fs.writeFileSync(path.join(outdir, `${name}${i}.k8s.yaml`), text.join('---\n'));
    }
  }
}

function stock() {
  const { ApiObject, App, Chart } = require('cdk8s');
  const app = new App({ outdir });
  for (let i = 0; i < clusters; i++) {
    for (const [name, json] of files) {
      const chart = new Chart(app, `${name}${i}`);
      objectsOf(json, i).forEach((object, index) => new ApiObject(chart, String(index), object));
    }
  }
  app.synth();
}

({ floor, stock })[what]();
