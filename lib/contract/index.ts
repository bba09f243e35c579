/** What clients of the HTTP API use: the typed client and what it answers with. */
export {
  type Client,
  type ClientAnswer,
  type ClientRequest,
  createClient,
  ProblemError,
} from './client.ts';
export { paged } from './paged.ts';
export { Problem } from './problems.ts';
