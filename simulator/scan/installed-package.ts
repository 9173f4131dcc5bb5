import type { Tree } from '../fs/types';
import { apkPackages } from './apk';
import { dpkgPackages } from './dpkg';
import { nodePackages } from './node-modules';
import { pythonPackages } from './python';

export type Ecosystem = 'deb' | 'apk' | 'npm' | 'pypi';

/** A package that somebody looking at the files alone can tell to be installed. */
export interface InstalledPackage {
  readonly ecosystem: Ecosystem;
  /** With its scope: `@babel/core`. */
  readonly name: string;
  readonly version: string;
  /** As the ecosystem writes it, `amd64` or `x86_64`; `all` and absent mean any. */
  readonly architecture?: string;
  /** Of the source package, where it has another name. */
  readonly source?: string;
  /** An SPDX expression, if the package states one. */
  readonly licence?: string;
  /** The file that tells, absolute. */
  readonly foundIn: string;
}

const READERS = [dpkgPackages, apkPackages, nodePackages, pythonPackages];

/**
 * What package managers have left records of: dpkg, apk, `node_modules` and Python's `site-packages`, in this order and within each by
 * path or as recorded. A program that was merely copied leaves no record and is not found, and neither is what a later step has removed.
 */
export function installedPackages(tree: Tree): readonly InstalledPackage[] {
  return READERS.flatMap((read) => read(tree));
}
