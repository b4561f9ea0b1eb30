/** Options that the commands about plans share. */
import { InvalidArgumentError, Option } from 'commander';

const MOST_AGENTS = 1_000;
const MOST_HOURS = 10_000;

export function agentsOption(help: string): Option {
  return new Option('--agents <number>', help).argParser((value) => {
    const agents = Number(value);
    if (!/^\d+$/.test(value) || agents < 1 || agents > MOST_AGENTS)
      throw new InvalidArgumentError(`Give a whole number from 1 to ${String(MOST_AGENTS)}.`);
    return agents;
  });
}

export function hoursOption(): Option {
  return new Option(
    '--default-hours <hours>',
    'hours of a task that states no effort (default: 1)',
  ).argParser((value) => {
    const hours = Number(value);
    if (value.trim() === '' || !(hours > 0 && hours <= MOST_HOURS))
      throw new InvalidArgumentError(`Give a number of hours above 0 and up to ${String(MOST_HOURS)}.`);
    return hours;
  });
}
