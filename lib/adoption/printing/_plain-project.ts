/** Versions of the packages that an app needs. A test compares them with those of this library. */
export const APP_PACKAGES = {
  dependencies: { cdk8s: '^2.68.12', 'cdk8s-plus-25': '^2.22.67', constructs: '^10.3.0' },
  devDependencies: { '@types/node': '^20.19.43', 'cdk8s-cli': '^2.207.60', typescript: '^6.0.3' },
};

/** The folders that an app writes. */
export const GITIGNORE = ['node_modules/', 'build/', 'dist/', ''].join('\n');

/** Returns the settings of the compiler for an app. `include` are its files. */
export function tsconfigText(include: string[]): string {
  return `{
  "compilerOptions": {
    "target": "es2022",
    "lib": ["es2022"],
    "module": "node16",
    "moduleResolution": "node16",
    "types": ["node"],
    "rootDir": ".",
    "outDir": "build",
    "strict": true,
    "skipLibCheck": true,
    "noEmitOnError": true,
    "noUnusedLocals": true,
    "noUnusedParameters": true
  },
  "include": [${include.map((name) => JSON.stringify(name)).join(', ')}]
}
`;
}

/** Returns a value as the text of a JSON file. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
