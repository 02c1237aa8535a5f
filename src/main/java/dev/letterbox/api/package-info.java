/**
 * What other applications compile against: the services, their inputs and results, and their
 * exceptions. It is published as {@code letterbox-<version>-api.jar}, requires the Jakarta EE API
 * only, and imports nothing else of Letterbox.
 *
 * <p>{@link dev.letterbox.api.MessageService} writes messages, {@link
 * dev.letterbox.api.MailboxService} reads them. The sub-packages contain the services of one area
 * each, {@code event} the CDI events, {@code spi} what an installation can add or replace.
 *
 * <p>Services are local EJBs, looked up as {@code java:global/letterbox/<simple name>!<qualified
 * name>}. Inputs are immutable and built fluently from a factory: each method that takes the value
 * of a property returns a changed copy. Times are UTC with microseconds.
 *
 * <p>Collections are never null and contain no null: a method that gets one throws a {@link
 * NullPointerException}. A property of an input or of something stored is null when it is absent,
 * like {@link dev.letterbox.api.Message#readAt}, and says so. What a call counts, computes or looks
 * up and may not find is an {@code Optional}, like {@link dev.letterbox.api.Page#next}.
 *
 * <p>All errors are {@link dev.letterbox.api.LetterboxException}s.
 */
package dev.letterbox.api;
