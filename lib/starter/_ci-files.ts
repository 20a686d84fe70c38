import { COMMANDS_OF, Toolchain, setUpManager } from './_toolchain';

/** Major version of Node in CI. */
const NODE = 22;

/** Returns the files for CI: each job tests the app, writes the manifests and checks them with the rules. */
export function ciFiles(tools: Toolchain): [path: string, text: string][] {
  const { manager } = tools;
  const before = [...setUpManager(tools), COMMANDS_OF[manager].installLocked, `${manager} test`];
  const synth = `${manager} run synth`;
  return [
    ['.github/workflows/check.yml', githubText([...before, synth, `${manager} run lint`])],
    ['.gitlab-ci.yml', gitlabText([...before, synth])],
  ];
}

function githubText(commands: string[]): string {
  return `name: Check

on: [push, pull_request]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: actions/setup-node@v6
        with:
          node-version: ${NODE}
${commands.map((command) => `      - run: ${command}\n`).join('')}`;
}

/** GitLab shows the findings in merge requests. */
function gitlabText(commands: string[]): string {
  const report = 'gl-code-quality-report.json';
  return `check:
  image: node:${NODE}
  script:
${commands.map((command) => `    - ${command}\n`).join('')}    - node_modules/.bin/cdk8s-antrea-multicast lint dist --format gitlab --output ${report}
  artifacts:
    when: always
    paths:
      - dist
    reports:
      codequality: ${report}
`;
}
