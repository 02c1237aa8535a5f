/**
 * For applications in the same WAR or EAR as Letterbox: notices to the caller of the current
 * request, and operations with idempotency keys. Requires CDI and Servlet in addition to the api.
 *
 * <p>Start at {@link dev.letterbox.api.request.Notices}.
 */
package dev.letterbox.api.request;
