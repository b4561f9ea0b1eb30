/** What the operating system said when something could not be written, in words that follow a colon. */
export function writeReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EBUSY: 'another program holds it',
    EDQUOT: 'the quota of disk space is used up',
    EIO: 'the disk failed',
    ELOOP: 'its links lead in a circle',
    EMFILE: 'too many files are open',
    ENFILE: 'too many files are open',
    ENAMETOOLONG: 'its name is too long',
    ENOENT: 'it is no longer there',
    ENOSPC: 'the disk is full',
    EROFS: 'the file system is read-only',
  };
  const reason = error instanceof Error && code === '' ? error.message : code;
  return words[code] ?? reason;
}
