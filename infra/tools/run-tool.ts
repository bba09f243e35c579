const helpFlags = ['--help', '-h'];

/**
 * Runs a command of the command line: `--help` prints how it is used, an error its message alone. `main` answers with
 * the exit code.
 */
export const runTool = async (usage: string, main: () => Promise<number>): Promise<void> => {
  if (process.argv.slice(2).some((argument) => helpFlags.includes(argument))) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
};
