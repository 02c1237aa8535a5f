/**
 * For applications that live in the same WAR or EAR as Letterbox: telling the caller of the current
 * request something. Besides the api it needs CDI and servlets, of which every Jakarta EE server
 * has both.
 *
 * <p>Start at {@link dev.letterbox.api.request.Notices}.
 */
package dev.letterbox.api.request;
