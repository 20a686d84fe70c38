/** The output of scripts/dataplane-assets.cjs. */
export interface Assets {
  /** Root filesystem of the image. */
  readonly root: string;
  /** Root filesystems with only iperf, its libraries and one shell. */
  readonly busybox: string;
  readonly dash: string;
  /** Configuration of the image, as OCI has it. */
  readonly config: { [field: string]: any };
  /** Sizes of the image and of the replacement of its base, such as "198 MB". */
  readonly size: string;
  readonly baseSize: string;
}

function readAssets(): Assets {
  const text = process.env.MULTICAST_ASSETS;
  if (text === undefined) {
    throw new Error('These tests change the network of the machine that they run on: npm run test:dataplane.');
  }
  return JSON.parse(text);
}

export const ASSETS = readAssets();
