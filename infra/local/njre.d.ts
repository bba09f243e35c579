/** The package carries no types of its own; this is the part of its API that we call. */
declare module 'njre' {
  export function install(version: number, options: { installPath: string }): Promise<string>;
}
