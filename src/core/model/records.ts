/** Where a pointer leads: `ADR-017`, `docs/adr/0017-logs.md`, `../notes.md#why`. */
export type RecordAnswer =
  /** Paths from the top of the workspace, in code unit order; more than one where several files answer. */
  | { readonly kind: 'found'; readonly paths: readonly string[] }
  /** Records of its kind exist, and this one is not among them; or a path that leads nowhere. */
  | {
      readonly kind: 'missing';
      /** Whether the workspace has the folder it should be in, with other files: it is no loose piece of one. */
      readonly nearby: boolean;
      /** How to link to the only file of its name, where that is somewhere else. */
      readonly moved: string | null;
    }
  /** It leads out of the workspace, and is not followed. */
  | { readonly kind: 'outside' }
  /** It names no record, or nothing is known that could tell. */
  | { readonly kind: 'unknown' };

/** What a shell tells of the files of the workspace. Paths have `/` separators and begin at the workspace's top. */
export interface FilesOptions {
  /**
   * The way from the top to the folder that the paths of documents are relative to: `packages/app`, or `` where
   * they are the same.
   */
  readonly way?: string;
  /** The first segments of paths that name a workspace folder, where there are several. */
  readonly folders?: readonly string[];
}
