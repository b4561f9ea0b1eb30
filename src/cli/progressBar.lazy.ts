import progress from 'cli-progress';

export const { SingleBar } = progress;
