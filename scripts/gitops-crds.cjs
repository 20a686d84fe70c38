// Prints the folders with the CRDs of Argo CD and Flux as JSON: node scripts/gitops-crds.cjs
//
// They come from the Go modules of the engines, which Go keeps in its cache. If they are not to be had, it prints why.
const { spawnSync } = require('node:child_process');
const os = require('node:os');

const MODULES = [
  {
    module: 'github.com/argoproj/argo-cd/v3@v3.1.0',
    folder: 'manifests/crds',
    files: ['application-crd.yaml', 'applicationset-crd.yaml'],
  },
  {
    module: 'github.com/fluxcd/kustomize-controller@v1.6.0',
    folder: 'config/crd/bases',
    files: ['kustomize.toolkit.fluxcd.io_kustomizations.yaml'],
  },
  {
    module: 'github.com/fluxcd/source-controller@v1.7.0',
    folder: 'config/crd/bases',
    files: ['source.toolkit.fluxcd.io_gitrepositories.yaml'],
  },
];

function filesOf({ module, folder, files }) {
  const options = {
    cwd: os.tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' },
  };
  const { error, stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', module], options);
  const { Dir, Error: refused } = error || !stdout ? {} : JSON.parse(stdout);
  if (!Dir) {
    throw new Error(`${module}: ${error?.message ?? refused ?? stderr}`);
  }
  return files.map((file) => `${Dir}/${folder}/${file}`);
}

function main() {
  try {
    return { files: MODULES.flatMap(filesOf) };
  } catch (error) {
    return { why: error.message };
  }
}

process.stdout.write(JSON.stringify(main()));
