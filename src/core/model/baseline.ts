/**
 * One file as of the commit that the workspace is compared with. Shells give it, see `TaskIndex.setBaseline`;
 * what cannot be known is said to be so, never left out: nobody may take it for "nothing has changed".
 */
export type FileBaseline =
  /** Why it is not known, in one sentence. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The commit does not have the file: it is new since then. */
  | { readonly kind: 'absent'; readonly ref: string; readonly commit: string }
  | {
      readonly kind: 'known';
      /** As the user gave it: `HEAD`, `origin/main`. */
      readonly ref: string;
      /** The commit's full hash. */
      readonly commit: string;
      /** The file's path there, relative to the root, `/` separators; differs from today's where it was renamed. */
      readonly path: string;
      readonly text: string;
    };
