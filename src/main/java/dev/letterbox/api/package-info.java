/**
 * What other applications compile against: services, the records that go in and out, and the
 * exceptions. It is published as {@code letterbox-<version>-api.jar}, needs nothing but the Jakarta
 * EE API, and imports nothing else of Letterbox. No entity, no REST and no JPA lives here.
 *
 * <p>Start at {@link dev.letterbox.api.MessageService} to write and at {@link
 * dev.letterbox.api.MailboxService} to read. Records never hold null collections; a component that
 * may be null says so.
 */
package dev.letterbox.api;
