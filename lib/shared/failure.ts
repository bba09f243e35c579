import type { RateLimit } from './rate-limit.ts';

/**
 * Every expected refusal of the system, once: a stable code, the HTTP status that it becomes, and
 * a title that never changes with the request. Adding a refusal is adding a row.
 */
export const failures = {
  malformed_request: { status: 400, title: 'The request cannot be read' },
  invalid_cursor: { status: 400, title: 'The cursor does not belong to this list' },
  invalid_idempotency_key: { status: 400, title: 'The idempotency key is not usable' },
  unauthenticated: { status: 401, title: 'A valid token is needed' },
  insufficient_scope: { status: 403, title: 'The token does not allow this' },
  not_found: { status: 404, title: 'There is nothing here' },
  customer_not_found: { status: 404, title: 'There is no such customer' },
  survey_not_found: { status: 404, title: 'There is no such survey' },
  revision_not_found: { status: 404, title: 'The survey has no revision' },
  survey_version_not_found: { status: 404, title: 'The survey has no such version' },
  invitation_not_found: { status: 404, title: 'There is no such invitation' },
  link_key_not_found: { status: 404, title: 'There is no such generation of link keys' },
  run_not_found: { status: 404, title: 'There is no such run' },
  model_not_found: { status: 404, title: 'There is no such model version' },
  settings_not_found: { status: 404, title: 'There is no such version of the settings' },
  case_not_found: { status: 404, title: 'There is no such case' },
  feedback_not_found: { status: 404, title: 'There is no such feedback' },
  wave_not_found: { status: 404, title: 'There is no such wave' },
  message_not_found: { status: 404, title: 'There is no message to send' },
  erasure_not_found: { status: 404, title: 'There is no such erasure' },
  method_not_allowed: { status: 405, title: 'This path does not take that method' },
  identity_taken: { status: 409, title: 'Another customer holds this identity' },
  identity_ambiguous: { status: 409, title: 'The identities belong to different customers' },
  erased_identity: { status: 409, title: 'This person was erased' },
  event_conflict: { status: 409, title: 'This event id was used for other content' },
  already_voided: { status: 409, title: 'This event is voided already' },
  survey_not_draft: { status: 409, title: 'Only a draft can be changed or published' },
  survey_not_open: { status: 409, title: 'The survey takes no answers' },
  held_response_not_found: { status: 404, title: 'No such response waits in quarantine' },
  held_response_decided: { status: 409, title: 'The other was decided about this response' },
  held_response_unusable: {
    status: 409,
    title: 'The link of this response can no longer be used',
  },
  quota_full: { status: 409, title: 'Enough of these responses have come in' },
  link_used: { status: 409, title: 'This link was used' },
  edit_window_closed: { status: 409, title: 'This response can no longer be changed' },
  last_link_key: { status: 409, title: 'The last key of links cannot be revoked' },
  personal_links_only: { status: 409, title: 'The survey is answered through personal links only' },
  response_conflict: { status: 409, title: 'This link was answered with other content' },
  case_under_way: { status: 409, title: 'This customer has a case under way' },
  case_resolved: { status: 409, title: 'The case is resolved' },
  case_not_resolved: { status: 409, title: 'The case is not resolved' },
  case_closed: { status: 409, title: 'The case is closed' },
  survey_not_identified: { status: 409, title: 'The survey promises not to show who answers' },
  feedback_matched: { status: 409, title: 'The feedback is matched to another customer' },
  feedback_not_matched: { status: 409, title: 'The feedback is matched to nobody' },
  feedback_replied: { status: 409, title: 'The feedback has its reply' },
  asked_recently: { status: 409, title: 'This customer was asked or answered a short time ago' },
  consent_withdrawn: { status: 409, title: 'This customer does not want to be asked' },
  wave_paused: { status: 409, title: 'The wave is paused' },
  wave_not_paused: { status: 409, title: 'The wave is not paused' },
  run_in_progress: { status: 409, title: 'Such a run is under way' },
  request_in_progress: { status: 409, title: 'The first request with this key is still running' },
  customer_erased: { status: 410, title: 'This customer was erased' },
  feedback_erased: { status: 410, title: 'The author of this feedback was erased' },
  stale_version: { status: 412, title: 'The resource has changed since it was read' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'This content type is not taken here' },
  invalid_request: { status: 422, title: 'The request has bad values' },
  idempotency_key_reused: { status: 422, title: 'The key was used for another request' },
  currency_mismatch: { status: 422, title: 'The amount is not in the reporting currency' },
  confidential_responses: {
    status: 403,
    title: 'Confidential responses are shown in aggregates only',
  },
  invalid_token: { status: 403, title: 'This link is not valid' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  busy: { status: 503, title: 'The service is busy' },
} as const satisfies Record<string, { status: number; title: string }>;

export type FailureCode = keyof typeof failures;

/** One thing wrong with the input; `pointer` is RFC 6901 into the body, or `?name` / `:name` for query and path. */
export interface InputError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** An expected outcome that is not a success. `data` becomes extension members of the problem. */
export interface Failure {
  readonly code: FailureCode;
  readonly detail?: string;
  readonly errors?: readonly InputError[];
  readonly data?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
  /** Limits that were counted for the request: they become the RateLimit headers. */
  readonly limits?: readonly RateLimit[];
  /** The same refusal as a page, for visitors whose browser asks for one. */
  readonly page?: { readonly html: string; readonly headers: Readonly<Record<string, string>> };
}
