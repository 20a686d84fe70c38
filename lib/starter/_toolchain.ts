/** The package managers that an app can have. */
export const PACKAGE_MANAGERS = ['npm', 'pnpm'] as const;

/** The name of a package manager. */
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

/** The tools of an app. */
export interface Toolchain {
  readonly manager: PackageManager;
  /** Version of the package manager, for CI. Undefined for any. */
  readonly managerVersion?: string;
  /** Whether the app has ES modules. Otherwise it has CommonJS. */
  readonly isModule: boolean;
  /** The range, or the file, from which the package manager takes this library. */
  readonly library: string;
}

/** The commands that users and CI type, for one package manager. */
export interface ManagerCommands {
  readonly install: string;
  /** Installs exactly the versions of the lock file. */
  readonly installLocked: string;
  readonly lockFile: string;
  /** Runs a program of an installed package. */
  readonly exec: string;
}

export const COMMANDS_OF: { readonly [manager in PackageManager]: ManagerCommands } = {
  npm: { install: 'npm install', installLocked: 'npm ci', lockFile: 'package-lock.json', exec: 'npx' },
  pnpm: {
    install: 'pnpm install',
    installLocked: 'pnpm install --frozen-lockfile',
    lockFile: 'pnpm-lock.yaml',
    exec: 'pnpm exec',
  },
};

/** Returns the commands that install the package manager itself in CI. Node has npm already. */
export function setUpManager({ manager, managerVersion }: Toolchain): string[] {
  const version = managerVersion === undefined ? '' : `@${managerVersion}`;
  return manager === 'npm' ? [] : [`npm install --global ${manager}${version}`];
}

/** Returns the package manager that runs this process, from its environment variable `npm_config_user_agent`. */
export function managerOfAgent(agent: string | undefined): PackageManager {
  return PACKAGE_MANAGERS.find((name) => agent?.startsWith(`${name}/`)) ?? 'npm';
}
