/** Puts a secret into an object. */
export type Place = (secret: string) => any;

const object =
  (apiVersion: string, kind: string) =>
  (members: any, metadata: any = {}): any => ({
    apiVersion,
    kind,
    metadata: { name: 'thing', namespace: 'ns', ...metadata },
    ...members,
  });
const container = (members: any): any =>
  object('v1', 'Pod')({ spec: { containers: [{ name: 'app', image: 'registry.example.com/app:v1', ...members }] } });
const configMap = (data: any): any => object('v1', 'ConfigMap')({ data });
const secretObject = object('v1', 'Secret');
const variable = (name: string, value: any): any =>
  object('cluster.x-k8s.io/v1beta1', 'Cluster')({ spec: { topology: { variables: [{ name, value }] } } });
const virtualMachine = (spec: any): any => object('vmoperator.vmware.com/v1alpha3', 'VirtualMachine')({ spec });
const kubeadm = (spec: any): any =>
  object('controlplane.cluster.x-k8s.io/v1beta1', 'KubeadmControlPlane')({ spec: { kubeadmConfigSpec: spec } });
const antreaConfig = (config: any): any =>
  object('cni.tanzu.vmware.com/v1alpha1', 'AntreaConfig')({ spec: { antrea: { config } } });
const annotated = (name: string, text: string): any => object('v1', 'ConfigMap')({}, { annotations: { [name]: text } });

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const cloudInit = (secret: string): string =>
  `#cloud-config\nusers:\n  - name: root\n    passwd: ${secret}\nruncmd:\n  - echo ${secret} | tee /etc/x\n`;

/** Names whose value is a secret. */
const NAMES = [
  ...['DB_PASSWORD', 'DB_PASS', 'PGPASSWORD', 'MYSQL_PWD', 'dbPassword', 'db-password', 'passphrase', 'API_KEY'],
  ...['apiKey', 'APIKEY', 'AUTH_TOKEN', 'token', 'TOKEN_2', 'GITHUB_PAT', 'CLIENT_SECRET', 'AWS_SECRET_ACCESS_KEY'],
  ...['ENCRYPTION_KEY', 'SIGNING_KEY', 'SSH_KEY', 'BASIC_AUTH', 'CREDENTIALS', 'SESSION_COOKIE', 'JWT', 'LICENSE_KEY'],
];

/** Places in which the name or the context shows that a word is a secret. */
export const NAMED_PLACES: { [place: string]: Place } = {
  ...Object.fromEntries(
    NAMES.map((name): [string, Place] => [`env ${name}`, (value) => container({ env: [{ name, value }] })]),
  ),
  'env as a map': (secret) => container({ env: { DB_PASSWORD: secret } }),
  'env as texts': (secret) => container({ env: [`DB_PASSWORD=${secret}`] }),
  'env of two of one name': (value) => container({ env: [1, 2].map(() => ({ name: 'DB_PASSWORD', value })) }),
  'an option with =': (secret) => container({ args: ['--verbose', `--password=${secret}`, '--port=80'] }),
  'an option before': (secret) => container({ args: ['--token', secret, '--port', '80'] }),
  'an option of one dash': (secret) => container({ command: ['java', '-password', secret] }),
  'an option in a script': (secret) => container({ command: ['sh', '-c', `app --api-key ${secret} --port 80`] }),
  'a variable in a script': (secret) => container({ command: ['sh', '-c', `export DB_PASSWORD='${secret}'; app`] }),
  'a user with a password': (secret) => container({ command: ['sh', '-c', `curl -u admin:${secret} https://h`] }),
  'a user with a password as words': (secret) => container({ command: ['curl', '-u', `admin:${secret}`] }),
  'a value of Helm': (secret) => container({ args: ['--set', `auth.password=${secret}`] }),
  'chpasswd in a script': (secret) => container({ command: ['sh', '-c', `echo root:${secret} | chpasswd`] }),
  'a header in a script': (secret) => container({ command: ['sh', '-c', `curl -H 'X-Api-Key: ${secret}' https://h`] }),
  'a header of a probe': (value) =>
    container({ livenessProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value }] } } }),
  'a URL': (secret) => container({ args: [`https://bob:${secret}@example.com:8443/path`] }),
  'a URL of a database': (secret) => container({ env: [{ name: 'DATABASE', value: `postgres://u:${secret}@db/app` }] }),
  'a URL with only a user': (secret) => container({ args: [`https://${secret}@example.com`] }),
  'a URL with a slash in its password': (secret) => container({ args: [`https://bob:a/${secret}@example.com`] }),
  'a query': (secret) => container({ args: [`https://example.com/?a=b&access_token=${secret}`] }),
  'a source of a database': (secret) => container({ args: [`root:${secret}@tcp(db:3306)/app`] }),
  'data of a Secret': (secret) => secretObject({ data: { any: base64(secret) } }),
  'stringData of a Secret': (secret) => secretObject({ stringData: { any: secret, other: secret } }),
  'a Secret in a List': (secret) => ({
    apiVersion: 'v1',
    kind: 'List',
    items: [secretObject({ data: { a: secret } })],
  }),
  'a file of a ConfigMap': (secret) => configMap({ 'app.properties': `port=80\nx=${secret}\n` }),
  'a line of a ConfigMap': (secret) => configMap({ 'app.properties': `db.password = ${secret}` }),
  'JSON of a ConfigMap': (secret) => configMap({ 'app.json': JSON.stringify({ db: { password: secret }, port: 80 }) }),
  'JSON in JSON': (secret) => configMap({ a: JSON.stringify({ b: JSON.stringify({ password: [secret] }) }) }),
  'binaryData of a ConfigMap': (secret) => object('v1', 'ConfigMap')({ binaryData: { a: base64(secret) } }),
  'a cloud-init in a ConfigMap': (secret) => configMap({ 'user-data': cloudInit(secret) }),
  'a cloud-init in base64': (secret) => configMap({ any: base64(cloudInit(secret)) }),
  'a cloud-init in one line': (secret) => configMap({ any: `{users: [{name: root, passwd: ${secret}}]}` }),
  'commands of a cloud-init in one line': (secret) => configMap({ any: `{"runcmd": ["echo ${secret}"], "a": 1}` }),
  'a cloud-init of a Secret': (secret) => secretObject({ stringData: { 'user-data': cloudInit(secret) } }),
  'userData of a VM': (secret) => virtualMachine({ vmMetadata: { userData: base64(secret) } }),
  'users of a VM': (secret) =>
    virtualMachine({ bootstrap: { cloudInit: { cloudConfig: { users: [{ passwd: secret }] } } } }),
  'commands of a VM': (secret) =>
    virtualMachine({ bootstrap: { cloudInit: { cloudConfig: { runcmd: [['echo', secret]] } } } }),
  'files of a VM': (secret) =>
    virtualMachine({ bootstrap: { cloudInit: { cloudConfig: { write_files: [{ path: '/a', content: secret }] } } } }),
  'chpasswd of a VM': (secret) => virtualMachine({ chpasswd: { list: [`root:${secret}`] } }),
  'extraConfig of a VM': (value) => virtualMachine({ extraConfig: [{ key: 'guestinfo.userdata', value }] }),
  'a property of a vApp': (value) =>
    virtualMachine({ bootstrap: { vAppConfig: { properties: [{ key: 'admin_password', value: { value } }] } } }),
  'sysprep of a VM': (secret) => virtualMachine({ bootstrap: { sysprep: { guiUnattended: { auto: secret } } } }),
  'commands of kubeadm': (secret) => kubeadm({ preKubeadmCommands: [`echo ${secret}`], postKubeadmCommands: [secret] }),
  'files of kubeadm': (secret) => kubeadm({ files: [{ path: '/a', content: secret }] }),
  'users of kubeadm': (secret) => kubeadm({ users: [{ name: 'root', passwd: secret, sshAuthorizedKeys: [secret] }] }),
  'a number': (secret) => container({ settings: { password: Number(secret.replace(/\D/g, '')) } }),
  'a variable of a Cluster': (secret) => variable('registryToken', secret),
  'a map of a Cluster': (secret) => variable('vaultCredentials', { user: 'bob', pass: secret }),
  'a password of a Cluster': (secret) => variable('user', { name: 'bob', password: secret }),
  'a proxy of a Cluster': (secret) => variable('proxy', { httpProxy: `http://bob:${secret}@10.0.0.1:3128` }),
  'a password of GRUB': (secret) => variable('osConfiguration', { grub: { password: secret } }),
  'keys of a Cluster': (secret) => variable('clusterEncryptionConfigYaml', secret),
  'a registry of a Cluster': (secret) => variable('defaultRegistrySecret', { name: 'r', data: secret }),
  'a certificate of a Cluster': (secret) => variable('trust', { additionalTrustedCAs: [{ name: 'a', data: secret }] }),
  'a key of NSX': (secret) =>
    object('cni.tanzu.vmware.com/v1alpha1', 'AntreaConfig')({ spec: { antreaNsx: { nsxKey: secret } } }),
  'a URL of Antrea': (secret) => antreaConfig({ kubeAPIServerOverride: `https://bob:${secret}@10.0.0.1:6443` }),
  'what kubectl applied': (secret) =>
    annotated('kubectl.kubernetes.io/last-applied-configuration', `{"stringData":{"a":"${secret}"}}\n`),
  'what kapp applied': (secret) => annotated('kapp.k14s.io/original', `{"kind":"Secret","data":{"a":"${secret}"}}`),
  'an annotation': (secret) => annotated('example.com/login', `password: ${secret}`),
  'the reason of an acknowledgement': (secret) =>
    annotated('cdk8s-antrea-multicast/acknowledge.TAM016', `the password is --password=${secret}`),
};

/** Secrets that have a known form. Each number gives another secret. */
export const FORMS: { [form: string]: (n: number) => string } = {
  'a JSON Web Token': (n) => `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJh${n}Xn0.c2lnbmF0dXJlc2lnbmF0dXJl`,
  'a token of GitHub': (n) => `ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ${100_000 + n}`,
  'a token of GitLab': (n) => `glpat-aBcDeFgHiJkLmN${100_000 + n}`,
  'an access key': (n) => `AKIAIOSFODNN7${1_000_000 + n}`,
  'a key in PEM': (n) => `-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhki${n}\n-----END PRIVATE KEY-----\n`,
  'a key in base64': (n) =>
    Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 97 + n * 31 + 7) % 256)).toString('base64'),
  'a key in hexadecimal digits': (n) =>
    Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 89 + n * 37 + 5) % 256)).toString('hex'),
  'a hash of a password': (n) => `$6$rounds=4096$saltsalt$hash${n}hash`,
  'a key of SSH': (n) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVubm90IGEgcmVhbCBrZXk${1000 + n}`,
  'a token of kubeadm': (n) => `abcdef.0123456789${100_000 + n}`,
  'the address of a hook': (n) => `https://hooks.slack.com/services/T0/B0/${100_000 + n}`,
};

/** Places that do not show whether their value is a secret. */
export const OTHER_PLACES: { [place: string]: Place } = {
  'a label': (secret) => object('v1', 'ConfigMap')({}, { labels: { a: secret } }),
  'an annotation': (secret) => annotated('example.com/note', `it is ${secret}`),
  'the reason of an acknowledgement': (secret) => annotated('cdk8s-antrea-multicast/acknowledge.TAM016', secret),
  'an argument': (secret) => container({ args: ['serve', secret] }),
  'a variable': (value) => container({ env: [{ name: 'SETTING', value }] }),
  'data of a ConfigMap': (secret) => configMap({ setting: secret }),
  'a variable of a Cluster': (secret) => variable('motd', secret),
  'a list': (secret) => variable('motd', { lines: ['a', secret] }),
  'a key of a map': (secret) => configMap({ [secret]: 'x' }),
  'a release': (secret) => object('cluster.x-k8s.io/v1beta1', 'Cluster')({ spec: { topology: { version: secret } } }),
  'interfaces of Antrea': (secret) =>
    antreaConfig({ featureGates: { Multicast: true }, trafficEncapMode: 'encap', multicastInterfaces: [secret] }),
  'a mode of Antrea': (secret) => antreaConfig({ featureGates: { Multicast: true }, trafficEncapMode: secret }),
  'a gate of Antrea': (secret) => antreaConfig({ featureGates: { [secret]: true } }),
  'a range of Antrea': (secret) => antreaConfig({ serviceCIDR: secret, trafficEncryptionMode: secret }),
  'a rule of a policy': (secret) =>
    object(
      'crd.antrea.io/v1alpha1',
      'NetworkPolicy',
    )({
      spec: { ingress: [{ name: secret, action: secret, from: [{ ipBlock: { cidr: '239.1.2.3/32' } }] }] },
    }),
};
